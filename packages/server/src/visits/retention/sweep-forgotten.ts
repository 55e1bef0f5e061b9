import type { Db } from '../../platform/db/engine.ts';
import { DAY_MS, DAYS_PER_FORTNIGHT, dayOf, fortnightOf, numbersBetween, QUARTERS_PER_DAY } from '../utc-time.ts';
import { deleteChunks } from './delete-chunks.ts';
import '../visits.table.ts';

/**
 * How long it is remembered that a subject was forgotten: longer than any node's journal takes to be drained, short of one that was
 * away for a month.
 */
const REMEMBERED_MS = 30 * DAY_MS;
const SUBJECTS_AT_ONCE = 100;

type Forgotten = { readonly number: number; readonly first_at: number | null; readonly last_at: number | null };

async function deleteSpans(db: Db, { number, first_at, last_at }: Forgotten, signal: AbortSignal): Promise<void> {
  if (first_at === null || last_at === null) return;
  const last = fortnightOf(dayOf(last_at));
  for (let fortnight = fortnightOf(dayOf(first_at)); fortnight <= last && !signal.aborted; fortnight++) {
    const from = fortnight * DAYS_PER_FORTNIGHT;
    const to = from + DAYS_PER_FORTNIGHT;
    const days = numbersBetween(from, to);
    const quarters = numbersBetween(from * QUARTERS_PER_DAY, to * QUARTERS_PER_DAY);
    // They lead to the chunks, and so go after them.
    await deleteChunks(db, number, quarters, signal);
    if (signal.aborted) return;
    await db.deleteFrom('visit_quarters').where('subject', '=', number).where('quarter', 'in', quarters).execute();
    await db.deleteFrom('visit_days').where('subject', '=', number).where('day', 'in', days).execute();
    await db.deleteFrom('visit_visitors').where('subject', '=', number).where('day', 'in', days).execute();
    await db.deleteFrom('visit_fortnights').where('subject', '=', number).where('fortnight', '=', fortnight).execute();
  }
}

/** Deletes what is stored of a forgotten subject. That it was forgotten stays. */
async function sweep(db: Db, forgotten: Forgotten, signal: AbortSignal): Promise<void> {
  await deleteSpans(db, forgotten, signal);
  if (signal.aborted) return;
  await db
    .updateTable('visit_subjects')
    .set({ first_at: null, last_at: null })
    .where('number', '=', forgotten.number)
    .execute();
}

/** Deletes what is stored of forgotten subjects, and after a month that they were. Ends early when aborted. */
export async function sweepForgotten(db: Db, nowMs: number, signal: AbortSignal): Promise<void> {
  for (;;) {
    const subjects = await db
      .selectFrom('visit_subjects')
      .select(['number', 'first_at', 'last_at'])
      .where('forgotten_at', 'is not', null)
      .where('first_at', 'is not', null)
      .limit(SUBJECTS_AT_ONCE)
      .execute();
    for (const subject of subjects) await sweep(db, subject, signal);
    if (signal.aborted || subjects.length < SUBJECTS_AT_ONCE) break;
  }
  await db
    .deleteFrom('visit_subjects')
    .where('forgotten_at', '<', nowMs - REMEMBERED_MS)
    .where('first_at', 'is', null)
    .execute();
}
