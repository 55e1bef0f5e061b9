// Runs inside the framed copy of a page, next to whatever the page itself runs: nothing it says is believed by the review.
(() => {
  const pathOf = (node) => {
    const steps = [];
    let element = node instanceof Element ? node : node.parentElement;
    while (element !== null && element !== document.documentElement && steps.length < 12) {
      const { localName, parentElement } = element;
      if (element.id !== '') {
        steps.unshift(`#${CSS.escape(element.id)}`);
        break;
      }
      const same =
        parentElement === null ? [] : [...parentElement.children].filter((one) => one.localName === localName);
      steps.unshift(same.length > 1 ? `${localName}:nth-of-type(${same.indexOf(element) + 1})` : localName);
      element = parentElement;
    }
    return steps.join(' > ');
  };

  let last = '';
  document.addEventListener('selectionchange', () => {
    const selection = getSelection();
    const quote = selection === null ? '' : selection.toString().trim().slice(0, 1_000);
    if (quote === last) return;
    last = quote;
    const selector = quote === '' ? '' : pathOf(selection.getRangeAt(0).commonAncestorContainer);
    parent.postMessage({ kind: 'selected', quote, selector }, '*');
  });

  const findQuote = (quote, selector) => {
    let root = null;
    try {
      root = document.querySelector(selector);
    } catch {
      // Written by somebody else; the whole page is searched.
    }
    for (const within of [root, document.body]) {
      if (within === null) continue;
      const texts = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
      const pieces = [];
      let all = '';
      for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
        pieces.push({ node, start: all.length });
        all += node.data;
      }
      // White space is drawn as one blank, however it is written.
      const pattern = quote
        .trim()
        .split(/\s+/)
        .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
        .join('\\s*');
      const found = new RegExp(pattern).exec(all);
      if (found === null) continue;
      const at = (offset) => pieces.findLast(({ start }) => start <= offset);
      const [first, end] = [at(found.index), at(found.index + found[0].length - 1)];
      const range = document.createRange();
      range.setStart(first.node, found.index - first.start);
      range.setEnd(end.node, found.index + found[0].length - end.start);
      return range;
    }
    return null;
  };

  addEventListener('message', ({ source, data }) => {
    if (source !== parent || data?.kind !== 'show') return;
    const range = findQuote(String(data.quote), String(data.selector));
    if (range === null) return;
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    // Found, not chosen: nothing is to be said of it.
    last = selection.toString().trim().slice(0, 1_000);
    range.startContainer.parentElement?.scrollIntoView({ block: 'center' });
  });
})();
