import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMIT_NAMES } from './limit-name.ts';
import { parseLimits, parseWindow } from './parse-limits.ts';

describe('PROFFER_LIMITS', () => {
  it('sets windows by name, whatever the unit', () => {
    expect(parseLimits('{"links.api":["10/s","10000/h"],"shares.create":["30/min"],"pages.upload":["5/day"]}')).toEqual(
      {
        'links.api': [
          { points: 10, perSeconds: 1 },
          { points: 10_000, perSeconds: 3_600 },
        ],
        'shares.create': [{ points: 30, perSeconds: 60 }],
        'pages.upload': [{ points: 5, perSeconds: 86_400 }],
      },
    );
  });

  it.each(LIMIT_NAMES)('knows the name %s', (name) => {
    expect(parseLimits(JSON.stringify({ [name]: ['1/s'] }))).toEqual({ [name]: [{ points: 1, perSeconds: 1 }] });
  });

  it.each(['', '  ', '{}'])('sets nothing when it is %j', (json) => {
    expect(parseLimits(json)).toEqual({});
  });

  it.each([
    ['{', 'not valid JSON'],
    ['[]', 'must be a JSON object'],
    ['null', 'must be a JSON object'],
    ['{"links":["1/s"]}', 'there is no limit "links": the names are links.api, '],
    ['{"__proto__":["1/s"]}', 'there is no limit "__proto__"'],
    ['{"links.api":"10/s"}', 'the limit "links.api" must be a list'],
    ['{"links.api":[]}', 'at least one window'],
    ['{"links.api":[10]}', '10 of the limit "links.api" is no window'],
    ['{"links.api":["10/min","20/min"]}', 'two windows of the same length'],
  ])('refuses %s in a sentence that quotes it', (json, sentence) => {
    expect(() => parseLimits(json)).toThrow(sentence);
  });

  it.each(['0/s', '-1/s', '1.5/s', '1e3/s', '10/S', '10/sec', '10 / s', '10/s ', '10/toString', '1000000001/s', '١/s'])(
    'refuses the window %j',
    (window) => {
      expect(() => parseLimits(JSON.stringify({ 'links.api': [window] }))).toThrow(
        `${JSON.stringify(window)} of the limit "links.api" is no window`,
      );
    },
  );

  it('answers any text with windows or a sentence', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        try {
          parseLimits(text);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
          expect(String(error)).toMatch(/^Error: (the limit|there is no limit|.* of the limit )/s);
        }
      }),
    );
  });

  it('reads every window it can write', () => {
    const units = { s: 1, min: 60, h: 3_600, day: 86_400 } as const;
    const unit = fc.constantFrom(...(Object.keys(units) as (keyof typeof units)[]));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000_000 }), unit, (points, name) => {
        expect(parseWindow(`${points}/${name}`)).toEqual({ points, perSeconds: units[name] });
      }),
    );
  });
});
