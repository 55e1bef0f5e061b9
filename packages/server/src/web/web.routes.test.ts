import { expect, test } from 'vitest';
import { renderPage } from './render-page.ts';
import { webRoutes } from './web.routes.ts';

const routes = webRoutes();

test('the bare host answers with the front page in the language of its visitor', async () => {
  const answer = await routes.request('/', { headers: { 'Accept-Language': 'de-CH' } });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('Content-Language')).toBe('de');
  expect(await answer.text()).toBe(renderPage({ kind: 'home' }, 'de').body.toString());
});

test('the icon is a picture and is kept for a day', async () => {
  const answer = await routes.request('/favicon.svg');
  expect(answer.headers.get('Content-Type')).toBe('image/svg+xml');
  expect(answer.headers.get('Cache-Control')).toBe('public, max-age=86400');
  expect(await answer.text()).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg".*<\/svg>$/);
});

test('browsers that look for an icon by habit find none, without a failure', async () => {
  const answer = await routes.request('/favicon.ico');
  expect(answer.status).toBe(204);
  expect(await answer.text()).toBe('');
});
