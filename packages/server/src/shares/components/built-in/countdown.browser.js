const TEXTS = {
  en: { units: ['days', 'hours', 'minutes', 'seconds'], done: 'It is time.' },
  de: { units: ['Tage', 'Stunden', 'Minuten', 'Sekunden'], done: 'Es ist so weit.' },
};
const SECONDS = [86_400, 3_600, 60, 1];

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

export function mount(element, { to, title, done }, host) {
  const texts = TEXTS[host.language];
  const moment = new Date(to);
  const numbers = texts.units.map(() => make('b'));
  const units = texts.units.map((unit, index) => make('span', { className: 'unit' }, numbers[index], unit));
  // A screen reader is told the moment once; numbers that change each second would never let it end.
  const clock = make('div', { className: 'clock' }, ...units);
  clock.setAttribute('aria-hidden', 'true');
  const when = make('time', {
    dateTime: moment.toISOString(),
    textContent: moment.toLocaleString(host.language, { dateStyle: 'full', timeStyle: 'short' }),
  });
  const end = make('p', { className: 'done' });
  end.setAttribute('role', 'status');
  if (title) element.append(make('h2', { textContent: title }));
  element.append(clock, end, make('p', { className: 'when' }, when));

  function tick() {
    let left = Math.ceil((moment.getTime() - Date.now()) / 1_000);
    if (left <= 0) {
      clock.remove();
      end.textContent = done || texts.done;
      return;
    }
    SECONDS.forEach((seconds, index) => {
      numbers[index].textContent = String(Math.floor(left / seconds)).padStart(2, '0');
      left %= seconds;
    });
    setTimeout(tick, 1_000 - (Date.now() % 1_000));
  }
  tick();
}
