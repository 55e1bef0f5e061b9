import type { Scope } from '../accounts/index.ts';
import { parseTimeRange, parseTimeZone } from './analytics-range.ts';
import type { LinkDeps } from './link-deps.ts';
import { readLink } from './read-link.ts';
import type { AnalyticsObject, AnalyticsQuery } from './visits.schema.ts';

/** The analytics of the contract. Throws `not_found`, and `invalid_request` for a range or a zone that is none. */
export async function analyseLink(
  deps: LinkDeps,
  scope: Scope,
  id: string,
  query: AnalyticsQuery,
): Promise<AnalyticsObject> {
  const link = await readLink(deps, scope, id);
  const timeZone = parseTimeZone(query.timezone);
  const range = parseTimeRange(query, timeZone, deps.clock.now());
  const granularity = query.granularity ?? 'day';
  const question = { ...range, granularity, timeZone, bots: query.bots ?? 'include' };
  const analysis = await deps.visits.analyse(link.id, question);
  return {
    link_id: link.id,
    start_date: new Date(range.startMs).toISOString(),
    end_date: new Date(range.endMs).toISOString(),
    granularity,
    timezone: timeZone,
    ...analysis,
  };
}
