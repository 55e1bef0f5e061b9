import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../platform/http/app-error.ts';
import { isPublicAddress } from '../../platform/net/address.ts';
import { normaliseHost } from '../../platform/net/host-name.ts';
import { type Destination, parseDestination } from './destination.ts';

const OWN = new Set(['example.com']);

describe('any text', () => {
  const part = fc.oneof(
    fc.constantFrom(
      'https://',
      'http://',
      'HTTPS:',
      '//',
      '/',
      '\\',
      '@',
      ':',
      '.',
      '。',
      '[',
      ']',
      '::',
      'ffff:',
      '%',
      '?',
      '#',
    ),
    fc.constantFrom(
      'localhost',
      'example.com',
      '127',
      '0x7f',
      '0177',
      '64:ff9b::',
      '\t',
      '\n',
      '\u00ad',
      'xn--',
      'ß',
      '①',
      '１',
    ),
    fc.ipV4(),
    fc.ipV6().map((address) => `[${address}]`),
    fc.domain(),
    fc.string({ unit: 'binary', maxLength: 5 }),
    fc.integer({ min: 0, max: 2 ** 32 }).map(String),
  );
  const text = fc.oneof(
    fc.array(part, { maxLength: 8 }).map((parts) => parts.join('')),
    fc.array(part, { maxLength: 8 }).map((parts) => `https://${parts.join('')}`),
    fc.string({ unit: 'binary' }).map((host) => `https://${host}.com/`),
    fc.webUrl({ validSchemes: ['https'], withQueryParameters: true, withFragments: true }),
  );

  function accepted(input: unknown): Destination | undefined {
    try {
      return parseDestination(input, OWN);
    } catch (error) {
      if (error instanceof AppError && error.code === 'invalid_request') return undefined;
      throw error;
    }
  }

  test('is refused in a sentence, or becomes one line of ASCII to a public https host', () => {
    fc.assert(
      fc.property(text, (input) => {
        const destination = accepted(input);
        if (destination === undefined) return;
        expect(destination.url).toMatch(/^https:\/\/[\x21-\x7e]+$/);
        expect(destination.url.length).toBeLessThanOrEqual(2048);
        const url = new URL(destination.url);
        expect([url.username, url.password]).toEqual(['', '']);
        expect(normaliseHost(url.hostname)).toBe(destination.host);
        if (isIP(destination.host) !== 0) expect(isPublicAddress(destination.host)).toBe(true);
        expect(OWN.has(destination.host)).toBe(false);
      }),
      { numRuns: 5000 },
    );
  });

  test('is left as it is when it is read again', () => {
    fc.assert(
      fc.property(text, (input) => {
        const destination = accepted(input);
        if (destination !== undefined) expect(parseDestination(destination.url, OWN)).toEqual(destination);
      }),
      { numRuns: 5000 },
    );
  });

  test('and any JSON never fails but in a sentence', () => {
    fc.assert(fc.property(fc.anything(), (input) => void accepted(input)));
  });

  test('an address that is not public is refused in every spelling', () => {
    const spellings = fc
      .ipV4()
      .filter((address) => !isPublicAddress(address))
      .chain((address) => {
        const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
        const number = a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d;
        return fc.constantFrom(
          ...[address, `${address}.`, String(number), `0x${number.toString(16)}`, `0${number.toString(8)}`],
          ...[
            `${a}.${number % 2 ** 24}`,
            `0x${a.toString(16)}.0${b.toString(8)}.${c * 256 + d}`,
            address.replaceAll('.', '。'),
          ],
          ...[
            `[::ffff:${address}]`,
            `[::${address}]`,
            `[64:ff9b::${address}]`,
            `[::ffff:0:${address}]`,
            encodeURI(address),
          ],
          address.replaceAll(/\d/g, (digit) => `%3${digit}`),
          address.replaceAll(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
          address.replaceAll(/\d/g, (digit) => String.fromCodePoint(0x1d7ce + Number(digit))),
        );
      });
    fc.assert(
      fc.property(spellings, (host) => {
        expect(accepted(`https://${host}/`)).toBeUndefined();
      }),
      { numRuns: 1000 },
    );
  });
});
