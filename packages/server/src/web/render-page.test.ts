import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { LANGUAGES } from './language.ts';
import type { Page } from './page.ts';
import { renderPage } from './render-page.ts';

const CONSTANT_PAGES: readonly Page[] = [
  { kind: 'home' },
  { kind: 'not-found' },
  { kind: 'unavailable' },
  { kind: 'blocked', because: 'block_list' },
  { kind: 'blocked', because: 'dangerous' },
  { kind: 'blocked', because: 'tampered' },
  { kind: 'blocked', because: 'not_allowed' },
];
const PAGES: readonly Page[] = [
  ...CONSTANT_PAGES,
  { kind: 'too-many-requests', retryAfterSeconds: 40 },
  { kind: 'failed', requestId: 'req_0123456789ab000001' },
];

const cases = PAGES.flatMap((page) => LANGUAGES.map((language) => ({ page, language, name: JSON.stringify(page) })));
const text = (page: Page, language: 'en' | 'de' = 'en') => renderPage(page, language).body.toString();

describe.each(cases)('the page $name in $language', ({ page, language }) => {
  const { status, headers, body } = renderPage(page, language);
  const document = body.toString();

  test('is in that language and as long as it says', () => {
    expect(document).toContain(`<html lang="${language}">`);
    expect(headers).toMatchObject({
      'Content-Language': language,
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Length': String(Buffer.byteLength(document)),
    });
  });

  test('is neither stored nor indexed, and tells no other site where its visitor was', () => {
    expect(headers).toMatchObject({
      'Cache-Control': 'no-store',
      'X-Robots-Tag': 'noindex',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      Vary: 'Accept-Language, Accept',
    });
  });

  test('allows its own style and nothing else', () => {
    const styles = [...document.matchAll(/<style>(.*?)<\/style>/gs)].map(([, style]) => style ?? '');
    expect(styles).toHaveLength(1);
    const hash = createHash('sha256').update(styles.join()).digest('base64');
    expect(headers['Content-Security-Policy']).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    );
    expect(document).not.toMatch(/<script|<form|<iframe|\sstyle=|\son\w+=|https?:|url\(/);
  });

  test('has one heading of the first order and a status of its kind', () => {
    expect(document.match(/<h1>/g)).toHaveLength(1);
    const statuses = {
      home: 200,
      blocked: 403,
      'not-found': 404,
      'sign-in-to-see': 404,
      'not-for-you': 404,
      'too-many-requests': 429,
      failed: 500,
      unavailable: 503,
    };
    expect(status).toBe(statuses[page.kind]);
  });

  test('fits into the first packets of a connection', () => {
    expect(body.length).toBeLessThan(14_000);
  });
});

test('pages that say the same to everybody are made once', () => {
  for (const page of CONSTANT_PAGES) expect(renderPage({ ...page }, 'de')).toBe(renderPage(page, 'de'));
});

test('a blocked page says why', () => {
  expect(text({ kind: 'blocked', because: 'block_list' })).toContain('on this server’s block list');
  expect(text({ kind: 'blocked', because: 'dangerous' })).toContain('suspected of being unsafe');
  expect(text({ kind: 'blocked', because: 'tampered' })).toContain('was altered and is not trusted');
  expect(text({ kind: 'blocked', because: 'not_allowed' })).toContain('this server sends nobody');
});

test('who asked too often is told when to come back, in words and for programs', () => {
  const page: Page = { kind: 'too-many-requests', retryAfterSeconds: 179.2 };
  expect(text(page)).toContain('You can come back in 3 minutes.');
  expect(text(page, 'de')).toContain('Sie können in 3 Minuten wiederkommen.');
  expect(renderPage(page, 'en').headers['Retry-After']).toBe('180');
});

test('who meets a database that is away is told to come again in a moment', () => {
  expect(renderPage({ kind: 'unavailable' }, 'en').headers['Retry-After']).toBe('5');
});

test('a failed page shows the id of its request, and only as text', () => {
  expect(text({ kind: 'failed', requestId: 'req_abc' })).toContain('<code>req_abc</code>');
  expect(text({ kind: 'failed', requestId: '</code><script>' })).toContain('<code>&lt;/code&gt;&lt;script&gt;</code>');
});
