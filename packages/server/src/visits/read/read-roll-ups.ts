import { sql } from 'kysely';
import type { Db } from '../../platform/db/engine.ts';
import { dayOf, numbersBetween, QUARTERS_PER_DAY } from '../utc-time.ts';
import '../visits.table.ts';

/** Quarter hours since 1970, `to` excluded. */
export type QuarterRange = { readonly from: number; readonly to: number };

/** `quarters` of a day, packed, by which its clicks are counted; the other counts are in `valueCounts`. */
export type RollUps = {
  readonly days: readonly { readonly day: number; readonly quarters: Uint8Array }[];
  /** Of whole days, and of the quarter hours of days that only a part is asked of. */
  readonly valueCounts: readonly Uint8Array[];
};

/** So many days are read, and then added up, at once; requests are answered in between. */
const DAYS_AT_ONCE = 100;

/** The days of the range on which the subject can have been visited. */
async function findSubjectDays(db: Db, subjectId: string, { from, to }: QuarterRange) {
  const row = await db
    .selectFrom('visit_subjects')
    .select(['number', 'first_at', 'last_at'])
    .where('subject_id', '=', subjectId)
    .where('forgotten_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined || row.first_at === null || row.last_at === null) return undefined;
  const first = Math.max(Math.floor(from / QUARTERS_PER_DAY), dayOf(row.first_at));
  const end = Math.min(Math.ceil(to / QUARTERS_PER_DAY), dayOf(row.last_at) + 1);
  return { subject: row.number, days: numbersBetween(first, end) };
}

/** One statement, so that days and quarter hours are of the same moment. */
function selectRollUps(db: Db, subject: number, days: readonly number[], quarters: readonly number[]) {
  const ofDays = db
    .selectFrom('visit_days')
    .select((row) => ['day as at', row.ref('quarters').$castTo<Uint8Array | null>().as('quarters'), 'counts'])
    .where('subject', '=', subject)
    .where('day', 'in', days);
  if (quarters.length === 0) return ofDays.execute();
  const ofQuarters = db
    .selectFrom('visit_quarters')
    .select(['quarter as at', sql<Uint8Array | null>`null`.as('quarters'), 'counts'])
    .where('subject', '=', subject)
    .where('quarter', 'in', quarters);
  return ofDays.unionAll(ofQuarters).execute();
}

/** The roll-ups that lie in `range`, in parts, in the order of time. */
export async function* readRollUps(db: Db, subjectId: string, range: QuarterRange): AsyncGenerator<RollUps> {
  const found = await findSubjectDays(db, subjectId, range);
  if (found === undefined) return;
  const isWhole = (day: number): boolean =>
    day * QUARTERS_PER_DAY >= range.from && (day + 1) * QUARTERS_PER_DAY <= range.to;
  for (let index = 0; index < found.days.length; index += DAYS_AT_ONCE) {
    const days = found.days.slice(index, index + DAYS_AT_ONCE);
    const edges = days.filter((day) => !isWhole(day)).flatMap((day) => quartersOf(day, range));
    const rows = await selectRollUps(db, found.subject, days, edges);
    const ofDays = rows.flatMap(({ at, quarters, counts }) =>
      quarters === null ? [] : [{ day: at, quarters, counts }],
    );
    const ofEdges = rows.filter((row) => row.quarters === null);
    yield {
      days: ofDays.sort((one, other) => one.day - other.day),
      valueCounts: [...ofDays.filter(({ day }) => isWhole(day)), ...ofEdges].map((row) => row.counts),
    };
  }
}

function quartersOf(day: number, { from, to }: QuarterRange): number[] {
  return numbersBetween(Math.max(from, day * QUARTERS_PER_DAY), Math.min(to, (day + 1) * QUARTERS_PER_DAY));
}
