import { idCursors, type Listed, type Listing } from '../list-pages.ts';
import type { PageDeps } from '../page-deps.ts';
import { type Grant, toGrant } from './grant.ts';
import { listGrantRows } from './page-grants.store.ts';

/** Oldest first. Throws `invalid_request` for a cursor of another list. */
export async function listGrants(deps: PageDeps, pageId: string, { limit, cursor }: Listing): Promise<Listed<Grant>> {
  const cursors = idCursors(deps, `grants of ${pageId}`);
  const found = await listGrantRows(deps.db, pageId, { limit: limit + 1, after: cursors.read(cursor) });
  const { rows, nextCursor } = cursors.cut(found, limit);
  return { items: rows.map((row) => toGrant(deps.sealer, row)), nextCursor };
}
