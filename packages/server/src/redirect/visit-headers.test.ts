import { describe, expect, it } from 'vitest';
import { readVisitHeaders } from './visit-headers.ts';

const read = (headers: Record<string, string>) => readVisitHeaders(Object.entries(headers).flat());

describe('the headers of a visit', () => {
  it('are found in any case of letters', () => {
    const found = read({ 'USER-AGENT': 'a', referer: 'b', Accept: 'c', 'accept-Language': 'd' });
    expect(found).toEqual({
      userAgent: 'a',
      referrer: 'b',
      accept: 'c',
      acceptLanguage: 'd',
      intent: 'navigate',
      asksForPrivacy: false,
      isServiceWorker: false,
    });
  });

  it('are empty where the client sent none', () => {
    expect(read({ Host: 'x', 'X-Other': 'y' })).toEqual({
      userAgent: '',
      referrer: '',
      accept: '',
      acceptLanguage: '',
      intent: 'navigate',
      asksForPrivacy: false,
      isServiceWorker: false,
    });
  });

  it.each([
    [{ 'Sec-Purpose': 'prefetch' }],
    [{ 'Sec-Purpose': 'prefetch;prerender' }],
    [{ Purpose: 'Prefetch' }],
    [{ 'X-Moz': 'prefetch' }],
    [{ 'X-Purpose': 'preview' }],
  ])('%o is a prefetch', (headers) => {
    expect(read(headers).intent).toBe('prefetch');
  });

  it('tell the script of a service worker', () => {
    expect(read({ 'Sec-GPC': '1' }).asksForPrivacy).toBe(true);
    expect(read({ 'Sec-GPC': '0' }).asksForPrivacy).toBe(false);
    expect(read({ 'Service-Worker': 'script' }).isServiceWorker).toBe(true);
    expect(read({ 'Service-Worker': 'no' }).isServiceWorker).toBe(false);
  });

  it('other headers of the same length are left alone', () => {
    expect(read({ 'X-Abcdefgh': 'a', 'Sec-Fetched': 'prefetch', Cookies: 'b' }).intent).toBe('navigate');
  });
});
