/**
 * What a page may try to get out of its box. Runs in the browser; each attempt says what it got, or that it was refused. Where the
 * answer comes late or never, a short wait stands for "refused".
 */
export const HOSTILE_SCRIPT = `
const other = new URLSearchParams(location.search).get('other') ?? '/ada/other';
const within = (promise, otherwise = 'refused') =>
  Promise.race([promise, new Promise((resolve) => setTimeout(resolve, 400, otherwise))]);
const loads = (element, property, address) => new Promise((resolve, reject) => {
  element.onload = () => resolve('loaded');
  element.onerror = reject;
  element[property] = address;
  document.body.append(element);
});
const opens = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve('opened');
  request.onerror = reject;
});
const attempts = {
  'reads a cookie': () => document.cookie || Promise.reject(),
  'leaves a cookie': () => { document.cookie = 'left=1'; return document.cookie.includes('left') ? 'left' : Promise.reject(); },
  'reads the local storage': () => localStorage.getItem('secret') ?? 'empty',
  'reads the session storage': () => sessionStorage.getItem('secret') ?? 'empty',
  'opens a database': () => opens(indexedDB.open('secrets')),
  'opens a cache': () => caches.open('secrets').then(() => 'opened'),
  'opens files': () => navigator.storage.getDirectory().then(() => 'opened'),
  'registers a service worker': () => navigator.serviceWorker.register(location.pathname).then(() => 'registered'),
  'starts a shared worker': () => new Promise((resolve, reject) => {
    const worker = new SharedWorker(location.pathname);
    worker.onerror = reject;
    worker.port.onmessage = () => resolve('started');
  }),
  'starts a worker of a blob': () => new Promise((resolve, reject) => {
    const worker = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])));
    worker.onerror = reject;
    worker.onmessage = () => resolve('started');
  }),
  'asks the API with the session': () => fetch('/api/v1/pages', { credentials: 'include' }).then((r) => 'status ' + r.status),
  'asks the API without reading': () => fetch('/api/v1/pages', { mode: 'no-cors' }).then((r) => 'type ' + r.type),
  'asks the API in the old way': () => new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('GET', '/api/v1/pages');
    request.onload = () => resolve('loaded');
    request.onerror = reject;
    request.send();
  }),
  'sends a beacon to the API': () => { navigator.sendBeacon('/api/v1/beacon', 'x'); return Promise.reject(); },
  'listens to events': () => new Promise((resolve, reject) => {
    const events = new EventSource('/api/v1/events');
    events.onopen = () => resolve('open');
    events.onerror = reject;
  }),
  'opens a socket': () => new Promise((resolve, reject) => {
    const socket = new WebSocket(location.origin === 'null' ? 'ws://' + location.host + '/api/v1/socket' : '/socket');
    socket.onopen = () => resolve('open');
    socket.onerror = reject;
  }),
  'posts a form to the API': () => {
    const form = document.createElement('form');
    form.method = 'post';
    form.action = '/api/v1/form';
    document.body.append(form);
    form.submit();
    return Promise.reject();
  },
  'reads another page': () => fetch(other).then((r) => r.text()),
  'frames another page': () => {
    const frame = document.createElement('iframe');
    return loads(frame, 'src', other).then(() => frame.contentDocument.body.textContent);
  },
  'loads the API as a script': () => loads(document.createElement('script'), 'src', '/api/v1/script'),
  'embeds the API': () => loads(document.createElement('embed'), 'src', '/api/v1/embed'),
  'opens a window': () => open(other) ? 'opened' : Promise.reject(),
  'reads its opener': () => opener.document.title,
  'reads its parent': () => (parent === self ? Promise.reject() : parent.document.title),
  'leads its opener away': () => { opener.location = '/app?led-away'; return 'led away'; },
  'leads its parent away': () => {
    if (top === self) return Promise.reject();
    top.location = '/app?led-away';
    return within(new Promise(() => {}));
  },
  'downloads a file': () => {
    const link = document.createElement('a');
    link.href = 'data:application/octet-stream,x';
    link.download = 'x.exe';
    link.click();
    return Promise.reject();
  },
  'asks where it is': () => new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(() => resolve('here'), reject)),
  'talks to the app on a channel': () => { new BroadcastChannel('app').postMessage('from the page'); return Promise.reject(); },
  'takes on the domain': () => { document.domain = location.hostname; return 'taken'; },
};
(async () => {
  const got = {};
  for (const [name, attempt] of Object.entries(attempts)) {
    try {
      const result = await within(Promise.resolve().then(attempt));
      if (result !== 'refused') got[name] = String(result);
    } catch {}
  }
  const report = { origin: self.origin, tried: Object.keys(attempts).length, got };
  console.log('report ' + JSON.stringify(report));
})();
`;

/** A page that tries all of it, in the ways that need no script too. */
export const HOSTILE_PAGE = `<!doctype html>
<title>Hostile</title>
<base href="https://evil.example/">
<meta http-equiv="Content-Security-Policy" content="sandbox allow-same-origin allow-scripts allow-top-navigation; script-src * 'unsafe-inline'">
<body onload="document.body.dataset.ran = 'onload'">
<h1>Hostile</h1>
<svg onload="document.body.dataset.ran = 'svg'"><script>document.body.dataset.ran = 'svg script'</script></svg>
<img src="x:" onerror="document.body.dataset.ran = 'onerror'">
<a id="link" href="javascript:document.body.dataset.ran='link'">link</a>
<iframe src="javascript:parent.document.body.dataset.ran='frame'"></iframe>
<iframe srcdoc="<script>parent.document.body.dataset.ran='srcdoc'</script>"></iframe>
<object data="/api/v1/object"></object>
<link rel="stylesheet" href="/api/v1/style">
<img src="/api/v1/image">
<form id="form" method="post" action="/api/v1/markup"><button id="send">Send</button></form>
<script>${HOSTILE_SCRIPT}</script>
</body>`;
