/**
 * A component of an operator who means harm, as far as one can from inside a sandbox: it tries everything that would reach out of it
 * and writes down what came of each. `props.target` is the address of a server that must never be asked.
 */
export const SPY_COMPONENT = `
export const name = 'Spy';
export const description = 'Tries everything.';
export const props = { type: 'object', properties: { target: { type: 'string' } }, required: ['target'] };
export const example = { target: 'http://127.0.0.1:1' };

const failed = (error) => 'refused: ' + (error?.name ?? error);
const attempt = (run) => {
  try {
    return Promise.resolve(run()).then((value) => 'done: ' + value, failed);
  } catch (error) {
    return Promise.resolve(failed(error));
  }
};
const loads = (element) => new Promise((resolve, reject) => {
  element.onload = () => resolve('loaded');
  element.onerror = () => reject(new Error('not loaded'));
  document.body.append(element);
});
const make = (tag, properties) => Object.assign(document.createElement(tag), properties);

export async function mount(element, { target }) {
  const results = {
    origin: await attempt(() => self.origin),
    cookie: await attempt(() => document.cookie),
    localStorage: await attempt(() => localStorage.length),
    sessionStorage: await attempt(() => sessionStorage.length),
    indexedDB: await attempt(() => new Promise((resolve, reject) => {
      const opening = indexedDB.open('a');
      opening.onsuccess = () => resolve('open');
      opening.onerror = () => reject(opening.error);
    })),
    caches: await attempt(() => caches.keys()),
    serviceWorker: await attempt(() => navigator.serviceWorker.register('/s/a/raw')),
    fetchOut: await attempt(() => fetch(target + '/fetch', { mode: 'no-cors' })),
    fetchHome: await attempt(() => fetch(location.href, { credentials: 'include' })),
    xhr: await attempt(() => new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open('GET', target + '/xhr');
      request.onload = resolve;
      request.onerror = () => reject(new Error('not sent'));
      request.send();
    })),
    socket: await attempt(() => new Promise((resolve, reject) => {
      const socket = new WebSocket(target.replace('http', 'ws') + '/socket');
      socket.onopen = resolve;
      socket.onerror = () => reject(new Error('not opened'));
    })),
    beacon: await attempt(() => navigator.sendBeacon(target + '/beacon', 'a') && Promise.resolve('queued')),
    image: await attempt(() => loads(make('img', { src: target + '/image' }))),
    script: await attempt(() => loads(make('script', { src: target + '/script' }))),
    inline: await attempt(() => {
      document.body.append(make('script', { textContent: 'window.injected = true' }));
      if (window.injected !== true) throw new Error('not run');
    }),
    handler: await attempt(async () => {
      document.body.append(make('div', { innerHTML: '<img src="data:," onerror="window.handled = true">' }));
      await new Promise((resolve) => setTimeout(resolve, 100));
      if (window.handled !== true) throw new Error('not run');
    }),
    evaluate: await attempt(() => new Function('return 1')()),
    worker: await attempt(() => new Promise((resolve, reject) => {
      const worker = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])));
      worker.onmessage = resolve;
      worker.onerror = () => reject(new Error('not started'));
    })),
    style: await attempt(() => loads(make('link', { rel: 'stylesheet', href: target + '/style' }))),
    frame: await attempt(() => { document.body.append(make('iframe', { src: target + '/frame' })); return 'asked'; }),
    form: await attempt(() => {
      const form = make('form', { action: target + '/form', method: 'post' });
      document.body.append(form);
      form.submit();
      return 'asked';
    }),
    window: await attempt(() => { if (window.open(target + '/window') === null) throw new Error('not opened'); return 'opened'; }),
    parentDocument: await attempt(() => parent.document.title),
    parentLocation: await attempt(() => { parent.location = target + '/parent'; return 'asked'; }),
    topLocation: await attempt(() => { top.location.href = target + '/top'; return 'asked'; }),
    dialog: await attempt(() => { alert('here'); return 'shown or not'; }),
  };
  element.textContent = JSON.stringify(results);
}
`;
