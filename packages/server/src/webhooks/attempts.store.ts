import type { Db } from '../platform/db/engine.ts';
import type { AttemptRow } from './webhooks.table.ts';

// Every function is given deliveries that were found in a scope, or that the server itself works for.

export async function insertAttempt(db: Db, row: AttemptRow): Promise<void> {
  await db.insertInto('webhook_attempts').values(row).execute();
}

/** Those that failed, in the order in which they were made. */
export function listAttempts(db: Db, deliveryIds: readonly string[]): Promise<AttemptRow[]> {
  return db
    .selectFrom('webhook_attempts')
    .selectAll()
    .where('delivery_id', 'in', deliveryIds)
    .orderBy('delivery_id')
    .orderBy('number')
    .execute();
}
