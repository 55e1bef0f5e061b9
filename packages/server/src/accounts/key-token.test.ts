import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KEY_KINDS } from './key-kind.ts';
import { containsKey, createKeyToken, hashKeyToken, parseKeyToken } from './key-token.ts';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const PREFIXES = { live: 'sk_live_', test: 'sk_test_', personal: 'sd_', workspace: 'sdw_' } as const;
const kinds = fc.constantFrom(...KEY_KINDS);

describe('a key', () => {
  it.each(KEY_KINDS)('of kind %s is its prefix, 30 random characters and 6 of checksum', (kind) => {
    const token = createKeyToken(kind);
    expect(token).toMatch(new RegExp(`^${PREFIXES[kind]}[0-9A-Za-z]{36}$`));
    const checksum = [...token.slice(-6)].reduce((value, character) => value * 62 + BASE62.indexOf(character), 0);
    expect(checksum).toBe(crc32(token.slice(0, -6)));
    expect(parseKeyToken(token)).toBe(token);
  });

  it('is refused with any one character changed', () => {
    const change = fc.record({ kind: kinds, at: fc.nat(), to: fc.string({ minLength: 1, maxLength: 1 }) });
    fc.assert(
      fc.property(change, ({ kind, at, to }) => {
        const token = createKeyToken(kind);
        const index = at % token.length;
        fc.pre(token[index] !== to);
        expect(parseKeyToken(token.slice(0, index) + to + token.slice(index + 1))).toBeUndefined();
      }),
    );
  });

  it('is refused when cut, lengthened or put between anything', () => {
    fc.assert(
      fc.property(kinds, fc.nat({ max: 40 }), fc.string({ minLength: 1 }), (kind, length, more) => {
        const token = createKeyToken(kind);
        expect(parseKeyToken(token.slice(0, Math.min(length, token.length - 1)))).toBeUndefined();
        expect(parseKeyToken(token + more)).toBeUndefined();
        expect(parseKeyToken(more + token)).toBeUndefined();
      }),
    );
  });

  it.each(['sk_test_', 'sd_', 'sdw_', 'sk_', ''])('is refused under another prefix (%j)', (prefix) => {
    expect(parseKeyToken(prefix + createKeyToken('live').slice('sk_live_'.length))).toBeUndefined();
  });

  it('is no text that was not made as a key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => parseKeyToken(text) === undefined),
      {
        examples: [
          ['\0'],
          ['sk_live_'],
          [`sk_live_${'0'.repeat(36)}`],
          ['sk_live_'.repeat(131_072)],
          ['é'.repeat(1_000)],
        ],
      },
    );
  });

  it('is found within any text', () => {
    fc.assert(
      fc.property(kinds, fc.string(), fc.string(), (kind, before, after) =>
        containsKey(`${before}${createKeyToken(kind)}${after}`),
      ),
    );
    expect(containsKey('sd_too-short')).toBe(false);
  });

  it('is stored as a hash that needs the server’s pepper', () => {
    const token = createKeyToken('live');
    const hash = hashKeyToken(token, Buffer.alloc(32, 1));
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(hashKeyToken(token, Buffer.alloc(32, 2))).not.toBe(hash);
  });
});
