import { type Context, Hono } from 'hono';
import { chooseLanguage, renderSharePage, type SharePage } from '../../web/index.ts';
import type { RetrievalEnv } from '../retrieval-request.ts';
import { openSharePage } from './open-share-page.ts';
import { readForm } from './read-form.ts';
import { refusePrefetch } from './refuse-prefetch.ts';
import { revealSharePage } from './reveal-share-page.ts';
import type { SharePageDeps } from './share-page-deps.ts';

function answer(c: Context, page: SharePage): Response {
  const { status, headers, body } = renderSharePage(page, chooseLanguage(c.req.header('accept-language')));
  return c.body(body, status, headers);
}

/** A share as people see it, at its id and at its code. */
export function sharePageRoutes(deps: SharePageDeps) {
  return new Hono<RetrievalEnv>()
    .get('/:reference', refusePrefetch, async (c) => answer(c, await openSharePage(c, deps, c.req.param('reference'))))
    .post('/:reference', async (c) => {
      const form = await readForm(c);
      return answer(c, await revealSharePage(c, deps, c.req.param('reference'), form));
    });
}
