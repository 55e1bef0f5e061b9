import type { Scope } from '../accounts/index.ts';
import { type AnalyticsQuery, answerAnalytics } from '../visits/index.ts';
import type { LinkDeps } from './link-deps.ts';
import { readLink } from './read-link.ts';
import type { AnalyticsObject } from './visits.schema.ts';

/** The analytics of the contract. Throws `not_found`, and `invalid_request` for a range or a zone that is none. */
export async function analyseLink(
  deps: LinkDeps,
  scope: Scope,
  id: string,
  query: AnalyticsQuery,
): Promise<AnalyticsObject> {
  const link = await readLink(deps, scope, id);
  return { link_id: link.id, ...(await answerAnalytics(deps, link.id, query)) };
}
