import type { Db } from '../../platform/db/engine.ts';
import type { RecordedVisit } from '../recorded-visit.ts';
import { newestVisits } from './newest-visits.ts';
import { formatCursor, parseCursor } from './visit-cursor.ts';

/** `nextCursor` is null on the last page. */
export type VisitPage = { readonly visits: readonly RecordedVisit[]; readonly nextCursor: string | null };

export type PageRequest = { readonly limit: number; readonly cursor: string | undefined };

/** Before the newest visit. */
const START = { atMs: Number.MAX_SAFE_INTEGER, ordinal: Number.MAX_SAFE_INTEGER };

/**
 * The visits of a subject since `sinceMs`, newest first, those of one millisecond by when they were counted. Throws `invalid_request` for
 * a cursor of another list.
 */
export async function listVisits(
  db: Db,
  subjectId: string,
  { limit, cursor }: PageRequest,
  sinceMs = 0,
): Promise<VisitPage> {
  const after = cursor === undefined ? START : parseCursor(subjectId, cursor);
  const visits = await newestVisits(db, subjectId, { after, sinceMs }, limit + 1);
  const page = visits.slice(0, limit);
  const last = page.at(-1);
  const hasMore = visits.length > limit && last !== undefined;
  return {
    visits: page.map(({ ordinal, ...visit }) => visit),
    nextCursor: hasMore ? formatCursor(subjectId, last) : null,
  };
}
