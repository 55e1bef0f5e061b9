import { component, image, text } from './share-visits.ts';

const MARKDOWN = `# Release plan

What **we agreed**, with [the notes](https://example.com/notes), \`npm start\` and ![our harbour](https://pictures.example/a.jpg).

- [x] write it down
- [ ] tell everybody

| Day | Hours |
|---|---:|
| Monday | 4 |

> A quotation.

\`\`\`js
// greet somebody
export const greet = (name = 'World', count = 42) => \`Hello, \${name}!\`;
\`\`\`
`;

// 2 × 2 pixels.
const GIF = 'R0lGODlhAgACAIAAAA1cSv///yH5BAAAAAAALAAAAAACAAIAAAIChFEAOw==';

/** One of each kind of share, with a text that a person has to find on its page or, in a component, in its frame. */
export const KINDS = {
  text: { content: text(MARKDOWN), sees: 'Release plan' },
  plain: { content: text(`${'>'.repeat(200)} deep`), sees: '>> deep' },
  image: { content: image(`data:image/gif;base64,${GIF}`), sees: 'This picture lies on this server.' },
  emphasis: {
    content: component('HandDrawnEmphasis', { text: 'Mind the gap', variant: 'circle' }),
    frame: 'Mind the gap',
  },
  highlight: {
    content: component('HandDrawnEmphasis', { text: 'Mind the highlighted gap', variant: 'highlight' }),
    frame: 'Mind the highlighted gap',
  },
  poll: { content: component('Poll', { question: 'Where?', options: ['Here', 'There'] }), frame: 'Where?' },
  countdown: {
    content: component('Countdown', { to: '2099-01-01T00:00:00Z', title: 'The next century' }),
    frame: 'The next century',
  },
  bars: {
    content: component('Chart', {
      type: 'bar',
      title: 'Bars',
      labels: ['A', 'B'],
      series: [{ name: 'C', values: [1, -2] }],
    }),
    frame: 'Bars',
  },
  lines: {
    content: component('Chart', {
      type: 'line',
      title: 'Lines',
      labels: ['A', 'B'],
      series: [{ name: 'C', values: [1, 2] }],
    }),
    frame: 'Lines',
  },
  pie: {
    content: component('Chart', {
      type: 'pie',
      title: 'Pie',
      labels: ['A', 'B'],
      series: [{ name: 'C', values: [0, 2] }],
    }),
    frame: 'Pie',
  },
  code: {
    content: component('CodeBlock', {
      title: 'greet.js',
      code: 'one\ntwo\nthree\n',
      steps: [
        { lines: '1', text: 'First this.' },
        { lines: '2-3', text: 'Then that.' },
      ],
    }),
    frame: 'greet.js',
  },
} as const;

export type KindName = keyof typeof KINDS;
