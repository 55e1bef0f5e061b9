import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { prefersJson } from './prefers-json.ts';

describe('JSON is preferred', () => {
  test.each([
    'application/json',
    'Application/JSON; charset=utf-8',
    'application/json, text/plain, */*',
    'application/json, text/html;q=0.9',
    'text/html;q=0.5, application/json;q=0.6',
    'application/*',
    'application/json, text/*',
    'text/html;q=0, */*',
    'text/*;q=0.1, */*;q=0.2',
  ])('by %j', (accept) => {
    expect(prefersJson(accept)).toBe(true);
  });
});

describe('the page is preferred', () => {
  test.each([
    undefined,
    '',
    '*/*',
    'text/html',
    'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8',
    'application/json, text/html',
    'application/json;q=0.5, text/html',
    'application/json;q=0',
    'application/json;q=0, */*',
    'application/xml, image/png',
    'application/problem+json',
    'json',
    ';q=1,,/',
  ])('by %j', (accept) => {
    expect(prefersJson(accept)).toBe(false);
  });
});

test('of two named types the heavier one is preferred, whatever else is accepted', () => {
  const weight = fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000);
  const others = fc.subarray(['image/png', 'application/xml;q=0.3', 'text/*', 'application/*;q=0.1', '*/*']);
  fc.assert(
    fc.property(weight, weight, others, (json, html, more) => {
      const header = [...more, `text/html;q=${html}`, `application/json;q=${json}`].join(',');
      expect(prefersJson(header)).toBe(json > html);
    }),
  );
});

test('any header has an answer', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (accept) => typeof prefersJson(accept) === 'boolean'));
});
