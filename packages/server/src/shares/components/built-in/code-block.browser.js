const TEXTS = {
  en: { back: 'Back', next: 'Next', step: (number, count) => `Step ${number} of ${count}` },
  de: { back: 'Zurück', next: 'Weiter', step: (number, count) => `Schritt ${number} von ${count}` },
};

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

function isMeant(lines, number) {
  return lines.split(',').some((range) => {
    const [first, last = first] = range.split('-').map(Number);
    return number >= first && number <= last;
  });
}

export function mount(element, { code, title, steps }, host) {
  const texts = TEXTS[host.language];
  const lines = code.replace(/\r?\n$/, '').split(/\r?\n/);
  const rows = lines.map((line) => make('li', {}, make('code', { textContent: line === '' ? ' ' : line })));
  const list = make('ol', { className: 'lines', tabIndex: 0 }, ...rows);
  if (title) {
    list.setAttribute('aria-label', title);
    element.append(make('h2', { textContent: title }));
  }
  if (steps.length === 0) return element.append(list);

  const number = make('b');
  const text = make('p');
  const told = make('div', { className: 'told' }, number, text);
  told.setAttribute('aria-live', 'polite');
  const back = make('button', { type: 'button', textContent: texts.back });
  const next = make('button', { type: 'button', textContent: texts.next });
  let at = 0;

  function show() {
    const step = steps[at];
    number.textContent = texts.step(at + 1, steps.length);
    text.textContent = step.text;
    rows.forEach((row, index) => {
      row.className = isMeant(step.lines, index + 1) ? 'meant' : 'faded';
    });
    rows.find((row) => row.className === 'meant')?.scrollIntoView({ block: 'nearest' });
    // The focus stays where it is: a button that cannot be pressed any more says so and keeps it.
    back.setAttribute('aria-disabled', String(at === 0));
    next.setAttribute('aria-disabled', String(at === steps.length - 1));
  }

  function go(by) {
    at = Math.min(steps.length - 1, Math.max(0, at + by));
    show();
  }

  back.addEventListener('click', () => go(-1));
  next.addEventListener('click', () => go(1));
  element.append(list, told, make('div', { className: 'steps' }, back, next));
  show();
}
