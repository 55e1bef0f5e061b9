import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normaliseHost } from '../../platform/net/host-name.ts';
import { parseBlockListLine } from './parse-block-list-line.ts';

test.each([
  ['bad.example', ['bad.example']],
  ['  bad.example \r', ['bad.example']],
  ['BAD.Example.', ['bad.example']],
  ['.bad.example', ['bad.example']],
  ['*.bad.example', ['bad.example']],
  ['||bad.example^', ['bad.example']],
  ['||bad.example', ['bad.example']],
  ['bad.example # since May', ['bad.example']],
  ['bad.example\t#x', ['bad.example']],
  ['böse.example', ['xn--bse-sna.example']],
  ['XN--BSE-SNA.example', ['xn--bse-sna.example']],
  ['ｂａｄ。example', ['bad.example']],
  ['foo_bar.example', ['foo_bar.example']],
  ['zip', ['zip']],
  ['8.8.8.8', ['8.8.8.8']],
  ['134744072', ['8.8.8.8']],
  ['::ffff:8.8.8.8', ['8.8.8.8']],
  ['2606:4700:0::1111', ['2606:4700::1111']],
  ['[2606:4700::1111]', ['2606:4700::1111']],
  ['0.0.0.0 bad.example', ['bad.example']],
  ['127.0.0.1\tbad.example worse.example # both', ['bad.example', 'worse.example']],
  [':: bad.example', ['bad.example']],
  ['fe80::1%lo0 bad.example', ['bad.example']],
  ['0.0.0.0 0.0.0.0', ['0.0.0.0']],
  ['', []],
  ['   ', []],
  ['\ufeff', []],
  ['# comment', []],
  ['   #comment', []],
  ['! comment', []],
  ['[Adblock Plus 2.0]', []],
])('%j lists %j', (line, hosts) => {
  expect(parseBlockListLine(line)).toEqual(hosts);
});

test.each([
  'https://bad.example/',
  'bad.example/path',
  'bad.example:8080',
  'bad example',
  'bad.example worse.example',
  '*',
  '.',
  '||',
  '^',
  '||^',
  '*.*.bad.example',
  'a.*.example',
  'bad..example',
  '@@||good.example^',
  '||bad.example^$third-party',
  '||bad.example/path^',
  '/regex/',
  'me@bad.example',
  '10.0.0.0/8',
  '256.1.1.1',
  '0.0.0.0 bad.example wor!se.example',
  '0.0.0.0 *.bad.example',
  `${'a'.repeat(64)}.example`,
  'bad.example\u0000',
  '\ufffd\ufffd.example',
])('%j is malformed', (line) => {
  expect(parseBlockListLine(line)).toBeUndefined();
});

test('any line gives hosts in their one spelling, or is malformed', () => {
  const piece = fc.oneof(
    fc.constantFrom('||', '*.', '.', '^', ' ', '\t', '#', '!', '0.0.0.0 ', 'xn--', '[', ']', ':', '%', '/', '*'),
    fc.domain(),
    fc.ipV4(),
    fc.ipV6(),
    fc.string({ unit: 'binary', maxLength: 4 }),
  );
  const line = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join('')),
  );
  fc.assert(
    fc.property(line, (text) => {
      for (const host of parseBlockListLine(text) ?? []) expect(normaliseHost(host)).toBe(host);
    }),
    { numRuns: 3000 },
  );
});

test('a plain name is what the full parser makes of it', () => {
  fc.assert(
    fc.property(fc.domain(), (name) => {
      const host = normaliseHost(name);
      expect(parseBlockListLine(name.toLowerCase())).toEqual(host === undefined ? undefined : [host]);
    }),
  );
});
