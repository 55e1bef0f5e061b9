import type { Db } from '../platform/db/engine.ts';
import type { LinkRow, LinkTable } from './links.table.ts';

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

type Verdict = Pick<LinkTable, 'verification_status' | 'verification_reason' | 'verification_checked_at'>;

/**
 * Records a verdict on the destination that was checked. False when the link got another one since it was read (no two seals
 * are alike, so the sealed bytes tell): the verdict is
 * then about an address it no longer has.
 */
export async function recordVerdict(db: Db, checked: LinkRow, verdict: Verdict): Promise<boolean> {
  const result = await db
    .updateTable('links')
    .set(verdict)
    .where('id', '=', checked.id)
    .where('destination', '=', checked.destination)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}
