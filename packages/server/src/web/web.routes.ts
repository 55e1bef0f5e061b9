import { Hono } from 'hono';
import type { RequestEnv } from '../platform/http/request-env.ts';
import { FAVICON } from './art/mark.ts';
import { chooseLanguage } from './language.ts';
import { renderPage } from './render-page.ts';

const ICON_HEADERS = { 'Cache-Control': 'public, max-age=86400', 'X-Content-Type-Options': 'nosniff' };

/** The front page and the icon of all pages. */
export function webRoutes(): Hono<RequestEnv> {
  const routes = new Hono<RequestEnv>();
  routes.get('/', (c) => {
    const { body, status, headers } = renderPage({ kind: 'home' }, chooseLanguage(c.req.header('Accept-Language')));
    return c.body(new Uint8Array(body), status, headers);
  });
  routes.get('/favicon.svg', (c) => c.body(FAVICON, 200, { ...ICON_HEADERS, 'Content-Type': 'image/svg+xml' }));
  // Browsers ask for it wherever they get no page, as beside JSON; that is no reason for a 404 in anybody's log.
  routes.get('/favicon.ico', (c) => c.body(null, 204, ICON_HEADERS));
  return routes;
}
