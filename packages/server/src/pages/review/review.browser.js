// Runs in the review. What the frame says may be a lie of the page in it: it becomes text in a form, and nothing else.
(() => {
  const frame = document.querySelector('iframe');
  const form = document.querySelector('#comment');
  if (frame === null || form === null) return;
  const shown = form.querySelector('.quoted');
  const [quote, selector] = [form.elements.namedItem('quote'), form.elements.namedItem('selector')];

  const setQuote = (text, path) => {
    quote.value = text;
    selector.value = path;
    shown.hidden = text === '';
    shown.querySelector('q').textContent = text;
  };

  addEventListener('message', ({ source, data }) => {
    if (source !== frame.contentWindow || data?.kind !== 'selected') return;
    const text = String(data.quote).slice(0, 1_000);
    // Clicking into the form takes the selection of the frame away; what was chosen stays.
    if (text !== '') setQuote(text, String(data.selector).slice(0, 1_000));
  });
  form.querySelector('.unquote').addEventListener('click', () => setQuote('', ''));

  for (const button of document.querySelectorAll('button.find')) {
    button.hidden = false;
    button.addEventListener('click', () => {
      const { quote: text, selector: path } = button.dataset;
      frame.contentWindow.postMessage({ kind: 'show', quote: text, selector: path }, '*');
    });
  }
})();
