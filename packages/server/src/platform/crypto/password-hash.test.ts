import { expect, it } from 'vitest';
import { createPasswordHasher } from './password-hash.ts';

const hasher = createPasswordHasher();

it('a hash says how it was made, has a salt of its own, and matches its password only', async () => {
  const hash = await hasher.hash('secret');
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  expect(await hasher.hash('secret')).not.toBe(hash);
  expect(await hasher.verify('secret', hash)).toBe(true);
  expect(await hasher.verify('Secret', hash)).toBe(false);
  expect(await hasher.verify('', hash)).toBe(false);
});

it('letters that look alike are alike', async () => {
  const hash = await hasher.hash('Äpfel ﬁx');
  expect(await hasher.verify('Äpfel ﬁx'.normalize('NFKD'), hash)).toBe(true);
});

it('a hash of another strength is verified with its own', async () => {
  // A test vector of the reference implementation.
  const known = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
  expect(await hasher.verify('password', known)).toBe(true);
});

it('what is no hash is a failure and no match', async () => {
  await expect(hasher.verify('x', 'plain')).rejects.toThrow('argon2id');
});

it('who comes when too many wait is told to come again', async () => {
  const crowded = createPasswordHasher(3);
  const results = await Promise.allSettled(Array.from({ length: 9 }, () => crowded.pretend('x')));
  const refused = results.filter((result) => result.status === 'rejected');
  expect(refused).toHaveLength(4);
  expect(refused[0]?.reason).toMatchObject({ code: 'unavailable', headers: { 'Retry-After': '2' } });
  expect(await crowded.hash('x')).toContain('$argon2id$');
});
