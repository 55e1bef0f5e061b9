import fc from 'fast-check';
import { expect, it } from 'vitest';
import { detectImageType } from './image-type.ts';

const padded = (...parts: (string | number[])[]) =>
  Buffer.concat([
    ...parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
    Buffer.alloc(32),
  ]);

it.each([
  ['image/png', padded([0x89], 'PNG\r\n', [0x1a], '\n')],
  ['image/jpeg', padded([0xff, 0xd8, 0xff, 0xe0])],
  ['image/gif', padded('GIF87a')],
  ['image/gif', padded('GIF89a')],
  ['image/webp', padded('RIFF', [1, 0, 0, 0], 'WEBP')],
  ['image/avif', padded([0, 0, 0, 20], 'ftypavif', [0, 0, 0, 0], 'mif1')],
  ['image/avif', padded([0, 0, 0, 24], 'ftypmif1', [0, 0, 0, 0], 'miafavif')],
  [undefined, padded([0, 0, 0, 20], 'ftypisom', [0, 0, 0, 0], 'mp42')],
  [undefined, padded([0, 0, 0, 16], 'ftypmif1', 'avif')],
  [undefined, padded('RIFF', [1, 0, 0, 0], 'WAVE')],
  [undefined, padded('<svg xmlns="http://www.w3.org/2000/svg">')],
  [undefined, padded('<html>')],
  [undefined, Buffer.from('GIF89a')],
  [undefined, Buffer.alloc(0)],
])('finds %s', (type, bytes) => {
  expect(detectImageType(bytes)).toBe(type);
});

it('says something of any bytes', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => void detectImageType(Buffer.from(bytes))));
});
