import { beforeEach, describe, expect, it } from 'vitest';
import { packTarget, type RedirectTarget } from '../links/index.ts';
import { RedirectCache } from './redirect-cache.ts';

const target = (path: string): RedirectTarget => ({
  linkId: 'lnk_1',
  location: `https://shop.example/${path}`,
  host: 'shop.example',
  hasPlainLocation: true,
  expiresAtMs: 0,
  disabled: false,
  blocked: null,
});

let cache: RedirectCache;
beforeEach(() => {
  cache = new RedirectCache(1_000_000);
});

describe('a link that was read before anybody asked for it', () => {
  it('is found', () => {
    using page = cache.expectPage();
    expect(page.keep('spring', packTarget(target('read')))).toBe(true);
    expect(cache.find('spring')).toEqual(target('read'));
  });

  it('does not replace what was found in the meantime', () => {
    using page = cache.expectPage();
    cache.remember('spring', target('newer'), 0);
    expect(page.keep('spring', packTarget(target('read')))).toBe(true);
    expect(cache.find('spring')).toEqual(target('newer'));
  });

  it('is not kept when it was forgotten after it may have been read', () => {
    using page = cache.expectPage();
    cache.forget('spring');
    expect(page.keep('spring', packTarget(target('read'))) && page.keep('autumn', packTarget(target('read')))).toBe(
      true,
    );
    expect(cache.find('spring')).toBeUndefined();
    expect(cache.find('autumn')).toBeDefined();
    using next = cache.expectPage();
    next.keep('spring', packTarget(target('read again')));
    expect(cache.find('spring')).toEqual(target('read again'));
  });

  it('is not kept when all was forgotten', () => {
    using page = cache.expectPage();
    cache.forgetAll();
    page.keep('spring', packTarget(target('read')));
    expect(cache.size).toBe(0);
  });
});
