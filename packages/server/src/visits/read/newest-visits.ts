import type { Db } from '../../platform/db/engine.ts';
import type { OrderedVisit } from '../chunks/visit-chunk.ts';
import { quarterOf } from '../utc-time.ts';
import { groupsOfQuarters } from './clicked-quarters.ts';
import type { QuarterRange } from './roll-up-parts.ts';
import { type ListRange, newestOfQuarters } from './visits-of-quarters.ts';
import '../visits.table.ts';

/** How many quarter hours are read at once of a subject that is clicked rarely. */
const QUARTERS_AT_ONCE = 250;

/** Where single visits of the subject can be kept: not before the oldest of anybody's. */
async function findSubject(
  db: Db,
  subjectId: string,
  { after, sinceMs }: ListRange,
): Promise<{ number: number; quarters: QuarterRange } | undefined> {
  const row = await db
    .selectFrom('visit_subjects')
    .select(['number', 'first_at', 'last_at'])
    .select((subject) =>
      subject
        .selectFrom('visit_chunks')
        .select(({ fn }) => fn.min('quarter').as('oldest'))
        .where('quarter', '>=', quarterOf(sinceMs))
        .as('oldest'),
    )
    .where('subject_id', '=', subjectId)
    .where('forgotten_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined || row.first_at === null || row.last_at === null || row.oldest === null) return undefined;
  const quarters = {
    from: Math.max(quarterOf(row.first_at), row.oldest),
    to: quarterOf(Math.min(row.last_at, after.atMs)) + 1,
  };
  return { number: row.number, quarters };
}

/** The newest `wanted` visits of `range`, newest first. */
export async function newestVisits(
  db: Db,
  subjectId: string,
  range: ListRange,
  wanted: number,
): Promise<OrderedVisit[]> {
  const subject = await findSubject(db, subjectId, range);
  if (subject === undefined) return [];
  const visits: OrderedVisit[] = [];
  // One more, as the visit that the page before has ended with is among them.
  const group = { clicks: wanted + 1, most: QUARTERS_AT_ONCE };
  for await (const quarters of groupsOfQuarters(db, subject.number, subject.quarters, group)) {
    visits.push(...(await newestOfQuarters(db, subject.number, quarters, range, wanted - visits.length)));
    if (visits.length >= wanted) break;
  }
  return visits;
}
