import type { Db } from '../../platform/db/engine.ts';
import { readQuarters } from '../roll-ups/quarter-counts.ts';
import { numbersBetween, QUARTERS_PER_DAY } from '../utc-time.ts';
import type { QuarterRange } from './roll-up-parts.ts';
import '../visits.table.ts';

/** `quarter`: quarter hours since 1970 in UTC. `clicks`: also those whose single visits are not kept any more. */
export type ClickedQuarter = { readonly quarter: number; readonly clicks: number };

/** Most pages are found in the last days; where they are not, there is a gap. */
const DAYS_FIRST = 14;
const DAYS_MAX = 448;

/** The quarter hours of `range` in which a subject was clicked, newest first. */
async function* clickedQuarters(db: Db, subject: number, range: QuarterRange): AsyncGenerator<ClickedQuarter> {
  const first = Math.floor(range.from / QUARTERS_PER_DAY);
  let end = Math.ceil(range.to / QUARTERS_PER_DAY);
  for (let days = DAYS_FIRST; end > first; days = Math.min(2 * days, DAYS_MAX)) {
    const from = Math.max(first, end - days);
    const rows = await db
      .selectFrom('visit_days')
      .select(['day', 'quarters'])
      .where('subject', '=', subject)
      .where('day', 'in', numbersBetween(from, end))
      .orderBy('day', 'desc')
      .execute();
    for (const { day, quarters } of rows) {
      for (const { quarter: ofDay, clicks } of readQuarters(quarters).reverse()) {
        const quarter = day * QUARTERS_PER_DAY + ofDay;
        if (quarter >= range.from && quarter < range.to) yield { quarter, clicks };
      }
    }
    end = from;
  }
}

/** The same in groups that have `clicks` together, or are as many quarter hours as `most`. */
export async function* groupsOfQuarters(
  db: Db,
  subject: number,
  range: QuarterRange,
  { clicks, most }: { clicks: number; most: number },
): AsyncGenerator<readonly ClickedQuarter[]> {
  let group: ClickedQuarter[] = [];
  let inGroup = 0;
  for await (const quarter of clickedQuarters(db, subject, range)) {
    group.push(quarter);
    inGroup += quarter.clicks;
    if (inGroup < clicks && group.length < most) continue;
    yield group;
    group = [];
    inGroup = 0;
  }
  if (group.length > 0) yield group;
}
