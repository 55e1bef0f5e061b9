import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createTestClock } from '../../test/harness/clock.ts';
import { deriveKeyring } from '../platform/crypto/keyring.ts';
import { checkShareToken, issueShareToken } from './share-token.ts';

const clock = createTestClock();
const deps = { clock, keyring: deriveKeyring(Buffer.alloc(32, 1)) };
const share = { id: 'sh_1111111111111111', passwordVersion: 3 };
const issue = () => issueShareToken(deps, 'unlock', share, clock.now() + 60_000);

it('a token opens its share until its time is over', () => {
  const token = issue();
  expect(checkShareToken(deps, 'unlock', share, token)).toBe(true);
  clock.advance(59_999);
  expect(checkShareToken(deps, 'unlock', share, token)).toBe(true);
  clock.advance(1);
  expect(checkShareToken(deps, 'unlock', share, token)).toBe(false);
});

it('a token opens no other share, no other password, nothing else, and nothing of another server', () => {
  const token = issue();
  const other = { ...deps, keyring: deriveKeyring(Buffer.alloc(32, 2)) };
  expect(checkShareToken(deps, 'unlock', { ...share, id: 'sh_2222222222222222' }, token)).toBe(false);
  expect(checkShareToken(deps, 'unlock', { ...share, passwordVersion: 4 }, token)).toBe(false);
  expect(checkShareToken(deps, 'reload', share, token)).toBe(false);
  expect(checkShareToken(other, 'unlock', share, token)).toBe(false);
});

it('a token with another time or letter is none', () => {
  const token = issue();
  const later = `st_${(clock.now() + 3_600_000).toString(36)}.${token.split('.')[1]}`;
  expect(checkShareToken(deps, 'unlock', share, later)).toBe(false);
  fc.assert(
    fc.property(fc.nat(token.length - 1), fc.constantFrom(...'aZ0-_.'), (at, letter) => {
      const changed = token.slice(0, at) + letter + token.slice(at + 1);
      fc.pre(changed !== token);
      expect(checkShareToken(deps, 'unlock', share, changed)).toBe(false);
    }),
  );
  // The last letter of base64url holds two bits that nothing is told by.
  for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_') {
    const changed = token.slice(0, -1) + letter;
    expect(checkShareToken(deps, 'unlock', share, changed)).toBe(changed === token);
  }
  fc.assert(fc.property(fc.string(), (text) => !checkShareToken(deps, 'unlock', share, text)));
});
