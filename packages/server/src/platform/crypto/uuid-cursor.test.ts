import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createIds, isUuid } from '../ids.ts';
import { deriveKeyring } from './keyring.ts';
import { createUuidCursors } from './uuid-cursor.ts';

const keyring = deriveKeyring(randomBytes(32));
const ids = createIds({ now: Date.now });
const ours = createUuidCursors(keyring, 'pages of ours');

it('a cursor leads back to its id, looks like a UUID and not like the id', () => {
  for (let index = 0; index < 200; index++) {
    const id = ids.uuid();
    const cursor = ours.write(id);
    expect(isUuid(cursor)).toBe(true);
    expect(cursor).not.toBe(id);
    expect(createUuidCursors(keyring, 'pages of ours').read(cursor)).toBe(id);
  }
});

it('cursors of another list and ids themselves are none of this one, but for one in thousands', () => {
  const theirs = createUuidCursors(keyring, 'pages of theirs');
  let taken = 0;
  for (let index = 0; index < 1_000; index++) {
    for (const cursor of [theirs.write(ids.uuid()), ids.uuid(), randomUUID()]) {
      if (ours.read(cursor) !== undefined) taken++;
    }
  }
  expect(taken).toBeLessThan(6);
});

it('any other text is no cursor', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(ours.read(text)).toBeUndefined();
    }),
  );
});
