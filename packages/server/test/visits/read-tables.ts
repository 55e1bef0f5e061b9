import type { Db } from '../../src/platform/db/engine.ts';
import { readQuarters } from '../../src/visits/roll-ups/quarter-counts.ts';
import { forEachCount } from '../../src/visits/roll-ups/value-counts.ts';
import { dimensionOf } from '../../src/visits/roll-ups/value-key.ts';
import { readSingleVisits } from './single-visits.ts';

/** How many clicks of a subject each table knows of; they all have to be the same. */
export type ClicksByTable = {
  readonly total: number;
  readonly visits: number;
  readonly days: number;
  readonly dayValues: number;
  /** Of the fortnights, and of the days that they lack yet. */
  readonly fortnightValues: number;
  readonly quarterValues: number;
};

/** Each click has one country. */
function countryClicks(counts: readonly Uint8Array[]): number {
  let clicks = 0;
  for (const packed of counts) {
    forEachCount(packed, (key, count) => {
      if (dimensionOf(key) === 'country') clicks += count;
    });
  }
  return clicks;
}

export async function readClicks(db: Db, subjectId: string): Promise<ClicksByTable> {
  const subject = await db
    .selectFrom('visit_subjects')
    .select(['number', 'clicks', 'open_day'])
    .where('subject_id', '=', subjectId)
    .executeTakeFirst();
  if (subject === undefined) return allAgree(0);
  const visits = (await readSingleVisits(db)).filter((visit) => visit.subjectId === subjectId);
  const days = await db.selectFrom('visit_days').selectAll().where('subject', '=', subject.number).execute();
  const quarters = await db.selectFrom('visit_quarters').selectAll().where('subject', '=', subject.number).execute();
  const fortnights = await db
    .selectFrom('visit_fortnights')
    .selectAll()
    .where('subject', '=', subject.number)
    .execute();
  const openDays = days.filter(({ day }) => subject.open_day === null || day >= subject.open_day);
  const ofDays = days.flatMap((day) => readQuarters(day.quarters));
  return {
    total: subject.clicks,
    visits: visits.length,
    days: ofDays.reduce((sum, counts) => sum + counts.clicks, 0),
    dayValues: countryClicks(days.map((day) => day.counts)),
    fortnightValues: countryClicks([...fortnights, ...openDays].map(({ counts }) => counts)),
    quarterValues: countryClicks(quarters.map((quarter) => quarter.counts)),
  };
}

/** What `readClicks` says when each of `clicks` is counted once. */
export const allAgree = (clicks: number): ClicksByTable => ({
  total: clicks,
  visits: clicks,
  days: clicks,
  dayValues: clicks,
  fortnightValues: clicks,
  quarterValues: clicks,
});
