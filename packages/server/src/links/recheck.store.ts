import type { Db } from '../platform/db/engine.ts';
import type { BlockReason } from './link.ts';
import type { LinkRow } from './links.table.ts';

/** Links of every workspace whose last check lies before `checkedBeforeMs`, the longest unchecked first. For the job only. */
export function listLinksToRecheck(db: Db, checkedBeforeMs: number, limit: number): Promise<LinkRow[]> {
  return db
    .selectFrom('links')
    .selectAll()
    .where('verification_checked_at', '<', checkedBeforeMs)
    .orderBy('verification_checked_at')
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** For links whose verdict stays as it is. */
export async function markChecked(db: Db, ids: readonly string[], checkedAtMs: number): Promise<void> {
  if (ids.length === 0) return;
  await db.updateTable('links').set({ verification_checked_at: checkedAtMs }).where('id', 'in', ids).execute();
}

/**
 * Records a verdict on the destination that was checked. False when the link got another one since it was read (no two seals
 * are alike, so the sealed bytes tell): the verdict is then about an address it no longer has.
 */
export async function recordVerdict(
  db: Db,
  checked: LinkRow,
  reason: BlockReason | null,
  checkedAtMs: number,
): Promise<boolean> {
  const result = await db
    .updateTable('links')
    .set({
      verification_status: reason === null ? 'verified' : 'blocked',
      verification_reason: reason,
      verification_checked_at: checkedAtMs,
    })
    .where('id', '=', checked.id)
    .where('destination', '=', checked.destination)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}
