import type { Db } from '../db/engine.ts';
import type { Database } from '../db/tables.ts';

type TableOfWorkspaces = {
  [Table in keyof Database]: 'workspace_id' extends keyof Database[Table] ? Table : never;
}[keyof Database];

/** How many rows of a workspace a table holds, of both modes. */
export async function countOfWorkspace(db: Db, table: TableOfWorkspaces, workspaceId: string): Promise<number> {
  const query = db.selectFrom(table).select((select) => select.fn.countAll<number>().as('total'));
  return (await query.where('workspace_id', '=', workspaceId).executeTakeFirstOrThrow()).total;
}
