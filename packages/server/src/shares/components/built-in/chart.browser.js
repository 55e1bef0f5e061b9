const TEXTS = { en: { table: 'The numbers as a table' }, de: { table: 'Die Zahlen als Tabelle' } };
const WIDTH = 640;
const HEIGHT = 360;
const LEFT = 84;
const BOTTOM = 44;
const TOP = 16;

function svg(tag, attributes = {}, text) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  if (text !== undefined) element.textContent = text;
  return element;
}

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** Steps that people count in: 1, 2 or 5 times a power of ten. */
function stepFor(range) {
  const rough = range / 4 || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= rough);
}

function axes(drawing, values, labels, write) {
  const step = stepFor(Math.max(0, ...values) - Math.min(0, ...values));
  const low = Math.floor(Math.min(0, ...values) / step) * step;
  const high = Math.max(low + step, Math.ceil(Math.max(0, ...values) / step) * step);
  const y = (value) => TOP + ((high - value) / (high - low)) * (HEIGHT - TOP - BOTTOM);
  for (let line = low; line <= high + step / 2; line += step) {
    drawing.append(svg('line', { class: 'grid', x1: LEFT, x2: WIDTH, y1: y(line), y2: y(line) }));
    drawing.append(svg('text', { x: LEFT - 8, y: y(line) + 4, 'text-anchor': 'end' }, write(line)));
  }
  const slot = (WIDTH - LEFT) / labels.length;
  const every = Math.ceil(labels.length / 10);
  labels.forEach((label, index) => {
    if (index % every !== 0) return;
    const short = label.length > 14 ? `${label.slice(0, 13)}…` : label;
    drawing.append(svg('text', { x: LEFT + slot * (index + 0.5), y: HEIGHT - 18, 'text-anchor': 'middle' }, short));
  });
  return { y, slot };
}

function drawBars(drawing, { labels, series }, write) {
  const { y, slot } = axes(
    drawing,
    series.flatMap(({ values }) => values),
    labels,
    write,
  );
  const width = (slot * 0.72) / series.length;
  series.forEach(({ values }, which) => {
    values.forEach((value, index) => {
      const x = LEFT + slot * index + slot * 0.14 + width * which;
      const [top, bottom] = [y(Math.max(0, value)), y(Math.min(0, value))];
      drawing.append(
        svg('rect', { class: `c${which}`, x, y: top, width: Math.max(1, width - 2), height: bottom - top }),
      );
    });
  });
}

function drawLines(drawing, { labels, series }, write) {
  const { y, slot } = axes(
    drawing,
    series.flatMap(({ values }) => values),
    labels,
    write,
  );
  series.forEach(({ values }, which) => {
    const points = values.map((value, index) => `${LEFT + slot * (index + 0.5)},${y(value)}`);
    drawing.append(svg('polyline', { class: `c${which}`, points: points.join(' ') }));
    for (const point of points) {
      const [cx, cy] = point.split(',');
      drawing.append(svg('circle', { class: `c${which}`, cx, cy, r: 4 }));
    }
  });
}

function drawPie(drawing, { series }) {
  const [{ values }] = series;
  const total = values.reduce((sum, value) => sum + value, 0);
  const [cx, cy, radius] = [WIDTH / 2, HEIGHT / 2, HEIGHT / 2 - TOP];
  let turn = -Math.PI / 2;
  values.forEach((value, index) => {
    const angle = total === 0 ? 0 : (value / total) * 2 * Math.PI;
    // An arc cannot end where it began: a slice that is everything is a circle.
    if (angle > 6.283) drawing.append(svg('circle', { class: `slice c${index % 6}`, cx, cy, r: radius }));
    else if (angle > 0) {
      const [x1, y1] = [cx + radius * Math.cos(turn), cy + radius * Math.sin(turn)];
      turn += angle;
      const [x2, y2] = [cx + radius * Math.cos(turn), cy + radius * Math.sin(turn)];
      const path = `M${cx} ${cy}L${x1} ${y1}A${radius} ${radius} 0 ${angle > Math.PI ? 1 : 0} 1 ${x2} ${y2}Z`;
      drawing.append(svg('path', { class: `slice c${index % 6}`, d: path }));
    }
  });
}

function legendOf({ type, labels, series }, write) {
  const total = series[0].values.reduce((sum, value) => sum + value, 0);
  const names =
    type === 'pie'
      ? labels.map((label, index) => {
          const value = series[0].values[index];
          return `${label}: ${write(value)} (${total === 0 ? 0 : Math.round((value / total) * 100)} %)`;
        })
      : series.map(({ name }) => name);
  const items = names.map((name, index) => make('li', { className: `c${index % 6}` }, make('i'), name));
  const legend = make('ul', { className: 'legend' }, ...items);
  legend.setAttribute('aria-hidden', 'true');
  return legend;
}

function tableOf({ title, labels, series }, write) {
  const cell = (scope, textContent) => make('th', { scope, textContent });
  const head = make('tr', {}, make('td'), ...series.map(({ name }) => cell('col', name)));
  const rows = labels.map((label, index) =>
    make(
      'tr',
      {},
      cell('row', label),
      ...series.map(({ values }) => make('td', { textContent: write(values[index]) })),
    ),
  );
  const caption = make('caption', { className: 'unseen', textContent: title });
  return make('table', {}, caption, make('thead', {}, head), make('tbody', {}, ...rows));
}

export function mount(element, props, host) {
  const texts = TEXTS[host.language];
  const format = new Intl.NumberFormat(host.language, { maximumFractionDigits: 6 });
  const write = (value) => (props.unit ? `${format.format(value)} ${props.unit}` : format.format(value));
  const drawing = svg('svg', { class: 'chart', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img' });
  drawing.setAttribute('aria-label', props.title);
  ({ bar: drawBars, line: drawLines, pie: drawPie })[props.type](drawing, props, write);
  const summary = make('summary', { textContent: texts.table });
  const numbers = make('details', {}, summary, make('div', { className: 'wide' }, tableOf(props, write)));
  element.append(make('h2', { textContent: props.title }), drawing, legendOf(props, write), numbers);
}
