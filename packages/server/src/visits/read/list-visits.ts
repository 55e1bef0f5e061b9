import { sql } from 'kysely';
import type { Db } from '../../platform/db/engine.ts';
import type { BotKind } from '../bot-kind.ts';
import type { RecordedVisit } from '../recorded-visit.ts';
import type { VisitTable } from '../visits.table.ts';
import { formatCursor, parseCursor } from './visit-cursor.ts';

/** `nextCursor` is null on the last page. */
export type VisitPage = { readonly visits: readonly RecordedVisit[]; readonly nextCursor: string | null };

export type PageRequest = { readonly limit: number; readonly cursor: string | undefined };

const presentVisit = (row: VisitTable): RecordedVisit => ({
  atMs: row.at,
  address: row.address,
  userAgent: row.user_agent,
  referrer: row.referrer,
  country: row.country,
  region: row.region,
  device: row.device,
  browser: row.browser,
  os: row.os,
  bot: row.bot as BotKind | null, // only the drain writes it
});

/** The visits of a subject, newest first. Throws `invalid_request` for a cursor of another list. */
export async function listVisits(db: Db, subjectId: string, { limit, cursor }: PageRequest): Promise<VisitPage> {
  const after = cursor === undefined ? undefined : parseCursor(subjectId, cursor);
  let query = db
    .selectFrom('visits')
    .selectAll()
    .where('subject', '=', (subject) =>
      subject
        .selectFrom('visit_subjects')
        .select('number')
        .where('subject_id', '=', subjectId)
        .where('forgotten_at', 'is', null),
    )
    .orderBy('at', 'desc')
    .orderBy('ordinal', 'desc')
    .limit(limit + 1);
  // As a row value: both engines then start in the index where the last page ended.
  if (after !== undefined) query = query.where(sql<boolean>`(at, ordinal) < (${after.atMs}, ${after.ordinal})`);
  const rows = await query.execute();
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return {
    visits: page.map(presentVisit),
    nextCursor: hasMore ? formatCursor(subjectId, { atMs: last.at, ordinal: last.ordinal }) : null,
  };
}
