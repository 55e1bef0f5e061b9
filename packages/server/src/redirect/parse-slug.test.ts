import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSlug } from './parse-slug.ts';

const SLUG = /^[A-Za-z0-9_-]{1,64}$/;

describe('the slug of a request', () => {
  it.each([
    ['/spring', 'spring'],
    ['/spring?x=1', 'spring'],
    ['/spring?', 'spring'],
    [`/${'a'.repeat(64)}`, 'a'.repeat(64)],
  ])('%s is %s', (target, slug) => {
    expect(parseSlug(target)).toBe(slug);
  });

  it.each([
    ['', 'nothing'],
    ['/', 'the front page'],
    ['//', 'an empty segment'],
    ['/spring/', 'a slash at the end'],
    ['/a/b', 'two segments'],
    ['/%73pring', 'another spelling'],
    ['/spring#top', 'a fragment'],
    ['/spring.html', 'a dot'],
    ['/späm', 'a letter outside ASCII'],
    ['http://host/spring', 'an absolute address'],
    [`/${'a'.repeat(65)}`, 'one character too many'],
    ['*', 'the asterisk of OPTIONS'],
  ])('%s is none: %s', (target) => {
    expect(parseSlug(target)).toBeUndefined();
  });

  it('is found in every address that holds one, and in no other', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('', '?', '?q=/x'), (path, query) => {
        const beforeQuery = path.split('?')[0] ?? '';
        expect(parseSlug(`/${path}${query}`)).toBe(SLUG.test(beforeQuery) ? beforeQuery : undefined);
      }),
    );
  });
});
