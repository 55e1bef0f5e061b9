import { type EnrichedVisit, openEnricher } from '../../src/visits/enrich/enrich-visit.ts';
import type { Visit } from '../../src/visits/index.ts';
import type { Analysis } from '../../src/visits/read/analysis.ts';
import type { AnalyticsQuestion } from '../../src/visits/read/analytics-question.ts';
import { bucketStarts } from '../../src/visits/read/bucket-starts.ts';

const QUARTER_MS = 900_000;
const enrich = openEnricher([]);

const startOf = (atMs: number, lengthMs: number): number => Math.floor(atMs / lengthMs) * lengthMs;

/** The visits that are the first of their visitor on their UTC day, or in their UTC hour. */
function firstVisits(visits: readonly EnrichedVisit[], spanMs: number): Set<EnrichedVisit> {
  const seen = new Set<string>();
  return new Set(
    visits.filter(({ atMs, visitor }) => {
      const name = `${startOf(atMs, spanMs)} ${visitor}`;
      return !seen.has(name) && seen.add(name) !== undefined;
    }),
  );
}

function countBy<T>(
  visits: readonly EnrichedVisit[],
  describe: (visit: EnrichedVisit) => T,
): (T & { clicks: number })[] {
  const counts = new Map<string, number>();
  for (const visit of visits) {
    const name = JSON.stringify(describe(visit));
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const named = Array.from(counts, ([name, clicks]) => ({ ...(JSON.parse(name) as T), clicks })); // as it was written
  const sortName = (entry: object): string => Object.values(entry).slice(0, -1).join('|');
  return named.sort((one, other) => other.clicks - one.clicks || (sortName(one) < sortName(other) ? -1 : 1));
}

/** The numbers of the contract, from the visits themselves, which must be of one subject and in the order of time. */
export async function countByHand(all: readonly Visit[], question: AnalyticsQuestion): Promise<Analysis> {
  const from = startOf(question.startMs, QUARTER_MS);
  const to = -startOf(-question.endMs, QUARTER_MS);
  const isIn = ({ atMs }: EnrichedVisit): boolean => atMs >= from && atMs < to;
  const enriched = all.map(enrich);
  const counted = enriched.filter((visit) => question.bots === 'include' || visit.bot === null);
  const ofDay = firstVisits(counted, 24 * 3_600_000);
  const ofHour = firstVisits(counted, 3_600_000);
  const visits = counted.filter(isIn);
  const starts = await bucketStarts(question);
  const series = starts.map((start, index) => {
    const isInBucket = ({ atMs }: EnrichedVisit): boolean =>
      (index === 0 || startOf(atMs, QUARTER_MS) >= start) && startOf(atMs, QUARTER_MS) < (starts[index + 1] ?? to);
    const inBucket = visits.filter(isInBucket);
    const firsts = question.granularity === 'hour' ? ofHour : ofDay;
    return {
      start: new Date(start).toISOString(),
      clicks: inBucket.length,
      unique_visitors: inBucket.filter((visit) => firsts.has(visit)).length,
    };
  });
  return {
    total_clicks: visits.length,
    unique_visitors: visits.filter((visit) => ofDay.has(visit)).length,
    bots: enriched.filter((visit) => isIn(visit) && visit.bot !== null).length,
    series,
    countries: countBy(visits, ({ place }) => ({ country: place.area.country ?? 'unknown' })),
    regions: countBy(visits, ({ place }) => ({
      country: place.area.country ?? 'unknown',
      region: place.area.region ?? 'unknown',
    })),
    referrers: countBy(visits, ({ referrer }) => ({ referrer: referrer.host ?? 'direct' })),
    devices: countBy(visits, ({ agent }) => ({ device: agent.device ?? 'unknown' })),
    browsers: countBy(visits, ({ agent }) => ({ browser: agent.browser ?? 'unknown' })),
    operating_systems: countBy(visits, ({ agent }) => ({ os: agent.os ?? 'unknown' })),
  };
}
