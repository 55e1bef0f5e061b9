import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RESERVED_SEGMENTS } from '../platform/http/reserved-segments.ts';
import { createLinkBody, updateLinkBody } from './links.schema.ts';

const DESTINATION = 'https://example.com/';
const fieldsRefused = (body: unknown) =>
  createLinkBody.safeParse(body).error?.issues.map((issue) => issue.path.join('.')) ?? [];
const refusedIn = (field: string, value: unknown) => fieldsRefused({ destination: DESTINATION, [field]: value });

describe('what a link may be made of', () => {
  it('may be the destination alone', () => {
    expect(createLinkBody.parse({ destination: DESTINATION })).toEqual({ destination: DESTINATION });
    expect(fieldsRefused({})).toEqual(['destination']);
  });

  it('has room for every slug of 1 to 64 letters, digits, "-" and "_", but for reserved words in any case', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/), (slug) => {
        expect(refusedIn('slug', slug)).toEqual(RESERVED_SEGMENTS.has(slug.toLowerCase()) ? ['slug'] : []);
      }),
    );
    const word = fc.constantFrom(...RESERVED_SEGMENTS).chain((segment) => fc.mixedCase(fc.constant(segment)));
    fc.assert(
      fc.property(word, (slug) => {
        expect(refusedIn('slug', slug)).toEqual(['slug']);
      }),
    );
  });

  it('has room for no other slug', () => {
    const other = fc.string({ unit: 'binary' }).filter((text) => !/^[A-Za-z0-9_-]{1,64}$/.test(text));
    fc.assert(
      fc.property(other, (slug) => {
        expect(refusedIn('slug', slug)).toEqual(['slug']);
      }),
    );
    expect(refusedIn('slug', 'a\n')).toEqual(['slug']);
    expect(refusedIn('slug', 'a'.repeat(65))).toEqual(['slug']);
  });

  const fieldsNumbered = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [index, index]));
  const ofBytes = (bytes: number) => ({ text: 'x'.repeat(bytes - '{"text":""}'.length) });
  it.each<[string, unknown, string[]]>([
    ['texts, numbers, yes and no, and nothing', { text: 'a', number: -1.5e300, yes: true, nothing: null }, []],
    ['50 fields', fieldsNumbered(50), []],
    ['51 fields', fieldsNumbered(51), ['metadata']],
    ['a name of 40 characters', { ['k'.repeat(40)]: 1 }, []],
    ['a name of 41 characters', { ['k'.repeat(41)]: 1 }, [`metadata.${'k'.repeat(41)}`]],
    ['an empty name', { '': 1 }, ['metadata.']],
    ['8 KiB', ofBytes(8_192), []],
    ['8 KiB and a byte', ofBytes(8_193), ['metadata']],
    ['less than 8,192 characters of more bytes', { text: 'ä'.repeat(4_100) }, ['metadata']],
    ['an object in it', { nested: {} }, ['metadata.nested']],
    ['a list in it', { list: [1] }, ['metadata.list']],
    ['a list instead', [], ['metadata']],
    ['null instead', null, ['metadata']],
    ['text instead', 'text', ['metadata']],
  ])('with %s as metadata', (_what, metadata, refused) => {
    expect(refusedIn('metadata', metadata)).toEqual(refused);
  });

  it.each<[string, unknown, string[]]>([
    ['all five', { utm_source: 'a', utm_medium: 'b', utm_campaign: 'c', utm_term: 'd', utm_content: 'e' }, []],
    ['256 characters', { utm_source: 'x'.repeat(256) }, []],
    ['257 characters', { utm_source: 'x'.repeat(257) }, ['tracking.utm_source']],
    ['an empty one', { utm_source: '' }, ['tracking.utm_source']],
    ['a number', { utm_source: 1 }, ['tracking.utm_source']],
    ['another name', { utm_id: 'a' }, ['tracking']],
    ['null instead', null, ['tracking']],
  ])('with %s as tracking', (_what, tracking, refused) => {
    expect(refusedIn('tracking', tracking)).toEqual(refused);
  });

  it.each([
    ['2026-12-31T23:59:59Z', true],
    ['2026-12-31T23:59:59.123+05:30', true],
    [null, true],
    ['2026-02-30T00:00:00Z', false],
    ['2026-12-31T24:00:00Z', false],
    ['2026-12-31', false],
    ['2026-12-31T23:59:59', false],
    ['31.12.2026', false],
    ['', false],
    [1_798_761_599, false],
  ])('with an expiry of %j: %s', (expiresAt, accepted) => {
    expect(refusedIn('expires_at', expiresAt)).toEqual(accepted ? [] : ['expires_at']);
  });

  it.each([
    'id',
    'clicks',
    'created_at',
    'workspace_id',
    'livemode',
    'verification',
    'domain',
    'short_url',
    'constructor',
  ])('cannot be told its %s', (field) => {
    for (const schema of [createLinkBody, updateLinkBody]) {
      const { error } = schema.safeParse({ destination: DESTINATION, [field]: 'x' });
      expect(error?.issues).toMatchObject([{ code: 'unrecognized_keys', keys: [field] }]);
    }
  });

  it('keeps its slug for life', () => {
    const { error } = updateLinkBody.safeParse({ slug: 'summer' });
    expect(error?.issues).toMatchObject([{ code: 'unrecognized_keys', keys: ['slug'] }]);
  });
});
