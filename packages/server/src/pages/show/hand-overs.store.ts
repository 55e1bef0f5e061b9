import type { Db } from '../../platform/db/engine.ts';
import type { HandOverPurpose, HandOverTable } from './hand-overs.table.ts';

export async function insertHandOver(db: Db, row: HandOverTable): Promise<void> {
  await db.insertInto('page_hand_overs').values(row).execute();
}

/** Takes it away: of many who bring the same token at once, one gets it. */
export function takeHandOver(
  db: Db,
  tokenHash: string,
  purpose: HandOverPurpose,
  nowMs: number,
): Promise<HandOverTable | undefined> {
  return db
    .deleteFrom('page_hand_overs')
    .where('token_hash', '=', tokenHash)
    .where('purpose', '=', purpose)
    .where('expires_at', '>', nowMs)
    .returningAll()
    .executeTakeFirst();
}

export async function deleteExpiredHandOvers(db: Db, nowMs: number): Promise<void> {
  await db.deleteFrom('page_hand_overs').where('expires_at', '<=', nowMs).execute();
}
