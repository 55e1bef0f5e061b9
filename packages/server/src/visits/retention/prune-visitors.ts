import { sql } from 'kysely';
import type { Db } from '../../platform/db/engine.ts';
import { dayOf } from '../utc-time.ts';
import '../visits.table.ts';

const ROWS_AT_ONCE = 5_000;
/** Today, and yesterday for what another node or a restart brings late. */
const DAYS_KEPT = 2;

/** Deletes who came on days that are over: the sets only tell new visitors of a day from known ones. Ends early when aborted. */
export async function pruneVisitors(db: Db, nowMs: number, signal: AbortSignal): Promise<void> {
  const firstDay = dayOf(nowMs) - DAYS_KEPT + 1;
  while (!signal.aborted) {
    const last = await db
      .selectFrom('visit_visitors')
      .select(['day', 'subject', 'visitor'])
      .where('day', '<', firstDay)
      .orderBy('day')
      .orderBy('subject')
      .orderBy('visitor')
      .offset(ROWS_AT_ONCE - 1)
      .limit(1)
      .executeTakeFirst();
    const deletion = db.deleteFrom('visit_visitors');
    if (last === undefined) {
      await deletion.where('day', '<', firstDay).execute();
      return;
    }
    await deletion
      .where(sql<boolean>`(day, subject, visitor) <= (${last.day}, ${last.subject}, ${last.visitor})`)
      .execute();
  }
}
