const picture = (base64: string) =>
  JSON.stringify({ content: { type: 'image', body: `data:image/png;base64,${base64}` } });

/** Bodies of a request for a share that are refused, by what they are: each is as much as one may send, or as deep. */
export const SLOW_SHARE_BODIES: readonly (readonly [what: string, body: string])[] = [
  ['a million tiny values', `{"content":{"type":"interactive","body":{"a":[${'0,'.repeat(1_000_000)}0]}}}`],
  ['a million empty objects', `{"content":[${'{},'.repeat(1_000_000)}{}]}`],
  ['a hundred levels', `{"content":${'['.repeat(100)}${']'.repeat(100)}}`],
  ['a component of a megabyte', `{"content":{"type":"interactive","body":{"component":"${'x'.repeat(1_000_000)}"}}}`],
  ['a picture of five megabytes that is none', picture(Buffer.alloc(5_000_000).toString('base64'))],
  ['a picture of five megabytes that is no base64', picture('='.repeat(6_000_000))],
];
