import type { Db } from '../platform/db/engine.ts';
import type { ShareReference } from './share-address.ts';
import type { ShareRow } from './shares.table.ts';

// Reads and counts for whoever has the id of a share: that is all that seeing it takes.

/** Also one that has ended. */
export function findAnyShare(db: Db, reference: ShareReference): Promise<ShareRow | undefined> {
  return db
    .selectFrom('shares')
    .selectAll()
    .where((where) => where.and(reference))
    .executeTakeFirst();
}

/** The sealed content; undefined once it was erased. */
export async function findShareBody(db: Db, id: string): Promise<Uint8Array | undefined> {
  const row = await db.selectFrom('share_bodies').select('body').where('share_id', '=', id).executeTakeFirst();
  return row?.body;
}

/** Of which share, as of which password, a view is asked for. */
export type ViewClaim = { readonly id: string; readonly passwordVersion: number };

/**
 * Spends `count` views of a limited share, all of them or none: one guarded statement decides. Returns the views that are spent
 * by then; undefined when so many are not left, the share has ended or is gone, or its password was changed meanwhile.
 */
export async function spendViews(
  db: Db,
  { id, passwordVersion }: ViewClaim,
  count: number,
  nowMs: number,
): Promise<number | undefined> {
  const row = await db
    .updateTable('shares')
    .set((set) => ({
      views: set('views', '+', count),
      spent_at: set
        .case()
        .when(set('views', '+', count), '=', set.ref('max_views'))
        .then(set.cast<number>(set.val(nowMs), 'bigint'))
        .end(),
    }))
    .where('id', '=', id)
    .where('password_version', '=', passwordVersion)
    .where((where) => where(where('views', '+', count), '<=', where.ref('max_views')))
    .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', nowMs)]))
    .returning('views')
    .executeTakeFirst();
  return row?.views;
}

/** How many views `spendViews` would grant, if nobody else spends one meanwhile. */
export async function countViewsLeft(db: Db, { id, passwordVersion }: ViewClaim, nowMs: number): Promise<number> {
  const row = await db
    .selectFrom('shares')
    .select(['views', 'max_views'])
    .where('id', '=', id)
    .where('password_version', '=', passwordVersion)
    .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', nowMs)]))
    .executeTakeFirst();
  return row === undefined || row.max_views === null ? 0 : row.max_views - row.views;
}

/** The sealed hash of the password of that version; undefined when it was changed, or the share is gone. */
export async function findSealedPassword(db: Db, { id, passwordVersion }: ViewClaim): Promise<Uint8Array | undefined> {
  const row = await db
    .selectFrom('shares')
    .select('password')
    .where('id', '=', id)
    .where('password_version', '=', passwordVersion)
    .executeTakeFirst();
  return row?.password ?? undefined;
}
