(() => {
  const { lang } = document.documentElement;
  // English has more than one way to write a date.
  const locale = navigator.languages.find((language) => language.startsWith(lang)) ?? lang;

  // A page that came as the answer to a form would ask to send it once more when it is loaded again.
  history.replaceState(null, '', location.href);

  for (const time of document.querySelectorAll('time')) {
    const moment = new Date(time.dateTime);
    time.title = time.textContent;
    time.textContent = moment.toLocaleString(locale, { dateStyle: 'long', timeStyle: 'short' });
  }

  const main = document.querySelector('main.shared');
  if (main === null) return;

  function offerCopy(button, readText) {
    const { textContent } = button;
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(await readText());
      button.textContent = main.dataset.copied;
      setTimeout(() => {
        button.textContent = textContent;
      }, 2_000);
    });
  }

  // Browsers let pages write to the clipboard only over a connection that nobody can listen to.
  if (navigator.clipboard !== undefined) {
    for (const button of main.querySelectorAll('[data-copy-from]')) {
      button.hidden = false;
      offerCopy(button, async () => (await fetch(button.dataset.copyFrom)).text());
    }
    for (const figure of main.querySelectorAll('figure.code')) {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = main.dataset.copyCode;
      figure.prepend(button);
      offerCopy(button, async () => figure.querySelector('code').textContent);
    }
  }

  const frame = main.querySelector('iframe.component');
  if (frame === null) return;

  async function answer(index) {
    const response = await fetch(frame.dataset.answers, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ choice: index }),
    });
    if (!response.ok) throw new Error('not kept');
    return (await response.json()).data;
  }

  // The frame has no origin that could be named; what it is, is told by its window.
  const tell = (message) => frame.contentWindow.postMessage(message, '*');
  addEventListener('message', ({ source, data }) => {
    if (source !== frame.contentWindow || typeof data !== 'object' || data === null) return;
    if (data.type === 'height' && Number.isFinite(data.height)) {
      frame.style.height = `${Math.min(20_000, Math.max(40, Math.ceil(data.height)))}px`;
    }
    if (data.type === 'choose' && Number.isInteger(data.index)) {
      answer(data.index).then(
        (answers) => tell({ type: 'answers', answers }),
        () => tell({ type: 'refused' }),
      );
    }
  });
  tell({ type: 'measure' });
})();
