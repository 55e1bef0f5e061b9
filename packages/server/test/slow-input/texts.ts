const MIB = 1024 * 1024;
const fill = (text: string, length = 100_000) => text.repeat(Math.ceil(length / text.length)).slice(0, length);

/** Texts by what they are: those that parsers of Markdown take long over, and a few that many people have. */
export const SLOW_TEXTS: readonly (readonly [what: string, text: string])[] = [
  ['prose', fill('The quick brown fox *jumps* over the `lazy` dog. [link](https://example.com)\n\n')],
  ['a line of 1 MiB', 'a'.repeat(MIB)],
  [
    '10,000 nested lists',
    Array.from({ length: 10_000 }, (_, level) => `${' '.repeat(Math.min(level, 9) * 2)}- a`).join('\n'),
  ],
  ['10,000 lists on a line', `${'- '.repeat(10_000)}a`],
  ['10,000 nested quotations', `${'>'.repeat(10_000)}a`],
  ['10,000 nested brackets', '['.repeat(10_000) + ']'.repeat(10_000)],
  ['open brackets', fill('[')],
  ['open pictures', fill('![')],
  ['deep emphasis', fill('*a **b ')],
  ['emphasis in words', fill('a**b*c')],
  ['a wide table', `${'a|'.repeat(24_000)}\n${'-|'.repeat(24_000)}`],
  ['a table of empty rows', `|${'a|'.repeat(900)}\n|${'-|'.repeat(900)}\n${fill('|\n', 90_000)}`],
  ['entities', fill('&')],
  ['headings', fill('# a\n')],
  ['tasks', fill('- [ ] a\n')],
  ['a block of code', `\`\`\`js\n${fill('a.b(c)("x");\n', 19_000)}\`\`\``],
  ['blocks of code', fill('```js\nlet a = {b: [1,2,`x`]};\n```\n')],
  ['1 MiB to be escaped', '<'.repeat(MIB)],
  ['addresses', fill('http://a.b/(')],
];
