import type { Clock } from '../platform/clock.ts';
import type { AnalyticsQuery } from './analytics.schema.ts';
import { parseTimeRange, parseTimeZone } from './analytics-range.ts';
import type { Visits } from './open-visits.ts';

type Deps = { readonly visits: Pick<Visits, 'analyse'>; readonly clock: Clock };

/** `analyticsFields` of an object's visits. Throws `invalid_request` for a range or a zone that is none. */
export async function answerAnalytics({ visits, clock }: Deps, subjectId: string, query: AnalyticsQuery) {
  const timeZone = parseTimeZone(query.timezone);
  const range = parseTimeRange(query, timeZone, clock.now());
  const granularity = query.granularity ?? 'day';
  const analysis = await visits.analyse(subjectId, { ...range, granularity, timeZone, bots: query.bots ?? 'include' });
  return {
    start_date: new Date(range.startMs).toISOString(),
    end_date: new Date(range.endMs).toISOString(),
    granularity,
    timezone: timeZone,
    ...analysis,
  };
}
