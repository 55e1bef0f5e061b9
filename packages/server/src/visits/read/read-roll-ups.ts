import { type ExpressionBuilder, sql } from 'kysely';
import type { Db } from '../../platform/db/engine.ts';
import type { Database } from '../../platform/db/tables.ts';
import { dayOf } from '../utc-time.ts';
import { type DayRange, type QuarterRange, type RollUpPart, rollUpParts } from './roll-up-parts.ts';
import '../visits.table.ts';

/** `quarters` of a day, packed, by which its clicks are counted; the other counts are in `valueCounts`. */
export type RollUps = {
  readonly days: readonly { readonly day: number; readonly quarters: Uint8Array }[];
  /** Of fortnights, days and quarter hours: each click of the range is in one of them. */
  readonly valueCounts: readonly Uint8Array[];
};

/** The days on which the subject can have been visited. */
async function findSubject(db: Db, subjectId: string): Promise<{ number: number; days: DayRange } | undefined> {
  const row = await db
    .selectFrom('visit_subjects')
    .select(['number', 'first_at', 'last_at'])
    .where('subject_id', '=', subjectId)
    .where('forgotten_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined || row.first_at === null || row.last_at === null) return undefined;
  return { number: row.number, days: { from: dayOf(row.first_at), to: dayOf(row.last_at) + 1 } };
}

/** Whole days that are not in a whole fortnight, and those that their fortnight lacks yet. */
function isReadByItself(
  row: ExpressionBuilder<Database, 'visit_days' | 'visit_subjects'>,
  { wholeDays, fortnightDays }: RollUpPart,
) {
  return row.and([
    row('day', '>=', wholeDays.from),
    row('day', '<', wholeDays.to),
    row.or([
      row('day', '<', fortnightDays.from),
      row('day', '>=', fortnightDays.to),
      row('open_day', 'is', null),
      row('day', '>=', row.ref('open_day')),
    ]),
  ]);
}

/** Roll-ups that hold nothing but counts of values. */
function selectCounts(
  db: Db,
  table: 'visit_fortnights' | 'visit_quarters',
  column: 'fortnight' | 'quarter',
  subject: number,
  starts: readonly number[],
) {
  const start = sql.ref<number>(column);
  return db
    .selectFrom(table)
    .select([start.as('at'), sql<Uint8Array | null>`null`.as('quarters'), 'counts'])
    .where('subject', '=', subject)
    .where(start, 'in', starts);
}

/** One statement, so that all is of the same moment. `quarters` are null in what is no day. */
function selectRollUps(db: Db, subject: number, part: RollUpPart) {
  let query = db
    .selectFrom('visit_days')
    .innerJoin('visit_subjects', 'visit_subjects.number', 'visit_days.subject')
    .select((row) => [
      'day as at',
      row.ref('quarters').$castTo<Uint8Array | null>().as('quarters'),
      row.case().when(isReadByItself(row, part)).then(row.ref('counts')).end().as('counts'),
    ])
    .where('subject', '=', subject)
    .where('day', 'in', part.days);
  if (part.fortnights.length > 0) {
    query = query.unionAll(selectCounts(db, 'visit_fortnights', 'fortnight', subject, part.fortnights));
  }
  if (part.quarters.length > 0) {
    query = query.unionAll(selectCounts(db, 'visit_quarters', 'quarter', subject, part.quarters));
  }
  return query.execute();
}

/** The roll-ups that lie in `range`, in parts, in the order of time. */
export async function* readRollUps(db: Db, subjectId: string, range: QuarterRange): AsyncGenerator<RollUps> {
  const subject = await findSubject(db, subjectId);
  if (subject === undefined) return;
  for (const part of rollUpParts(range, subject.days)) {
    const rows = await selectRollUps(db, subject.number, part);
    const days = rows.flatMap(({ at, quarters }) => (quarters === null ? [] : [{ day: at, quarters }]));
    yield {
      days: days.sort((one, other) => one.day - other.day),
      valueCounts: rows.flatMap(({ counts }) => (counts === null ? [] : [counts])),
    };
  }
}
