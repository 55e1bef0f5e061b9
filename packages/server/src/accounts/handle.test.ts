import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RESERVED_SEGMENTS } from '../platform/http/reserved-segments.ts';
import { requireHandle } from './handle.ts';

describe('the handle of a workspace', () => {
  it.each(['abc', 'a-b', '007', 'acme-europe-2', 'a'.repeat(32)])('may be %s', (handle) => {
    expect(requireHandle(handle)).toBe(handle);
  });

  it.each(['', 'ab', 'a'.repeat(33), '-abc', 'abc-', 'a--b', 'Acme', 'a_b', 'a b', 'äbc', 'abc\n', 'a.b', 'абв'])(
    'may not be %j',
    (handle) => {
      expect(() => requireHandle(handle)).toThrow('3 to 32 of a–z, 0–9 and single hyphens');
    },
  );

  it('may be no word that the server uses', () => {
    for (const word of RESERVED_SEGMENTS) expect(() => requireHandle(word)).toThrow();
    expect(() => requireHandle('admin')).toThrow('The handle "admin" is reserved for the server itself.');
  });

  it('has one spelling or none', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        try {
          expect(requireHandle(text)).toMatch(/^[a-z0-9-]{3,32}$/);
        } catch (error) {
          expect(error).toMatchObject({ code: 'invalid_request', status: 400 });
        }
      }),
    );
  });
});
