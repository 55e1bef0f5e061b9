import type { Db } from '../platform/db/engine.ts';
import type { ApiKeyRow } from './keys.table.ts';
import type { WorkspaceRow } from './workspaces.table.ts';

// Reads across workspaces: before it is known who asks, and for the operator, who may see all of them.

export type KeyWithWorkspaceRow = ApiKeyRow & {
  readonly handle: WorkspaceRow['handle'];
  readonly workspace_kind: WorkspaceRow['kind'];
  readonly plan: WorkspaceRow['plan'];
};

const unrestricted = (db: Db) =>
  db
    .selectFrom('api_keys')
    .innerJoin('workspaces', 'workspaces.id', 'workspace_id')
    .selectAll('api_keys')
    .select(['workspaces.handle', 'workspaces.kind as workspace_kind', 'workspaces.plan']);

/** For authentication only. */
export function findKeyByHashInAnyWorkspace(db: Db, hash: string): Promise<KeyWithWorkspaceRow | undefined> {
  return unrestricted(db).where('hash', '=', hash).executeTakeFirst();
}

/** Notes that a key was used, unless another node has noted it since `sinceMs`. For authentication only. */
export async function noteKeyUse(db: Db, id: string, nowMs: number, sinceMs: number): Promise<void> {
  await db
    .updateTable('api_keys')
    .set({ last_used_at: nowMs })
    .where('id', '=', id)
    .where((where) => where.or([where('last_used_at', 'is', null), where('last_used_at', '<=', sinceMs)]))
    .execute();
}

/** Keys of both modes, newest first; of all workspaces when no handle is given. For the operator only. */
export function listKeysInAnyWorkspace(db: Db, handle: string | undefined): Promise<KeyWithWorkspaceRow[]> {
  const query = unrestricted(db).orderBy('api_keys.created_at', 'desc').orderBy('api_keys.id', 'desc');
  return (handle === undefined ? query : query.where('workspaces.handle', '=', handle)).execute();
}

/** For the operator only. */
export function findKeyInAnyWorkspace(db: Db, id: string): Promise<KeyWithWorkspaceRow | undefined> {
  return unrestricted(db).where('api_keys.id', '=', id).executeTakeFirst();
}

/** Those of `ids` that still open something. For streams that are open already. */
export async function findUsableKeyIds(db: Db, ids: readonly string[], nowMs: number): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom('api_keys')
    .select('id')
    .where('id', 'in', ids)
    .where('revoked_at', 'is', null)
    .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', nowMs)]))
    .execute();
  return new Set(rows.map(({ id }) => id));
}
