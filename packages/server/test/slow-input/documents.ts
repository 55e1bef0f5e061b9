/** HTML documents, by what they are, over which a reader that looks back or ahead takes a time that grows with their square. */
export const SLOW_DOCUMENTS: readonly (readonly [what: string, html: string])[] = [
  ['nested formatting', '<b><i>'.repeat(200_000)],
  ['an element of 100,000 attributes', `<p ${Array.from({ length: 100_000 }, (_, index) => `a${index}`).join(' ')}>`],
  ['a comment that never ends', `<!--${'<!--'.repeat(200_000)}`],
  ['character references', '&lt;'.repeat(300_000)],
  ['titles that never end', '<title>'.repeat(100_000)],
];
