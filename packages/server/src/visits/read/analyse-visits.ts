import type { Db } from '../../platform/db/engine.ts';
import { parseRegion } from '../enrich/region.ts';
import { QUARTER_MS } from '../utc-time.ts';
import type { Analysis } from './analysis.ts';
import type { AnalyticsQuestion } from './analytics-question.ts';
import { bucketStarts } from './bucket-starts.ts';
import { checkQuestion } from './check-question.ts';
import { readRollUps } from './read-roll-ups.ts';
import { readValues } from './read-values.ts';
import { SeriesSum } from './series-sum.ts';
import { ValueSum } from './value-sum.ts';

/**
 * Counts the visits of a subject. Reads roll-ups only, so the cost follows the number of days and buckets and not of clicks. Throws
 * `invalid_request` for a question that has no answer.
 */
export async function analyseVisits(db: Db, subjectId: string, question: AnalyticsQuestion): Promise<Analysis> {
  checkQuestion(question);
  const range = { from: Math.floor(question.startMs / QUARTER_MS), to: Math.ceil(question.endMs / QUARTER_MS) };
  const series = new SeriesSum(question, range, await bucketStarts(question));
  const sum = new ValueSum(question.bots === 'include');
  for await (const rollUps of readRollUps(db, subjectId, range)) {
    series.add(rollUps);
    sum.add(rollUps);
  }
  const values = sum.list(await readValues(db, sum.numbers));
  return {
    total_clicks: series.clicks,
    unique_visitors: series.visitors,
    bots: series.bots,
    series: series.points(),
    countries: values.country.map(({ value, clicks }) => ({ country: value, clicks })),
    regions: values.region.map(({ value, clicks }) => ({ ...parseRegion(value), clicks })),
    referrers: values.referrer.map(({ value, clicks }) => ({ referrer: value, clicks })),
    devices: values.device.map(({ value, clicks }) => ({ device: value, clicks })),
    browsers: values.browser.map(({ value, clicks }) => ({ browser: value, clicks })),
    operating_systems: values.os.map(({ value, clicks }) => ({ os: value, clicks })),
  };
}
