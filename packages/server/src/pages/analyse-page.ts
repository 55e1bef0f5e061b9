import type { z } from '@hono/zod-openapi';
import type { Scope } from '../accounts/index.ts';
import { type AnalyticsQuery, answerAnalytics } from '../visits/index.ts';
import type { PageDeps } from './page-deps.ts';
import type { pageAnalyticsObject } from './pages.schema.ts';
import { readPage } from './read-page.ts';

/** The views of a page. Throws `not_found`, and `invalid_request` for a range or a zone that is none. */
export async function analysePage(
  deps: PageDeps,
  scope: Scope,
  id: string,
  query: AnalyticsQuery,
): Promise<z.infer<typeof pageAnalyticsObject>> {
  const page = await readPage(deps, scope, id);
  return { page_id: page.id, ...(await answerAnalytics(deps, page.id, query)) };
}
