import type { Scope } from '../accounts/index.ts';
import type { Db } from '../platform/db/engine.ts';
import './pages.table.ts';

/**
 * Counts one more page of a scope, unless there are `max` (null: any number). False when there are. Of many who count at once, each
 * waits for the transaction of the one before.
 */
export async function takePage(db: Db, { workspaceId, livemode }: Scope, max: number | null): Promise<boolean> {
  const mode = livemode ? 1 : 0;
  await db
    .insertInto('page_counts')
    .values({ workspace_id: workspaceId, livemode: mode, pages: 0 })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'livemode']).doNothing())
    .execute();
  let query = db
    .updateTable('page_counts')
    .set((set) => ({ pages: set('pages', '+', 1) }))
    .where('workspace_id', '=', workspaceId)
    .where('livemode', '=', mode);
  if (max !== null) query = query.where('pages', '<', max);
  return (await query.executeTakeFirst()).numUpdatedRows > 0n;
}

export async function giveBackPage(db: Db, { workspaceId, livemode }: Scope): Promise<void> {
  await db
    .updateTable('page_counts')
    .set((set) => ({ pages: set('pages', '-', 1) }))
    .where('workspace_id', '=', workspaceId)
    .where('livemode', '=', livemode ? 1 : 0)
    .execute();
}
