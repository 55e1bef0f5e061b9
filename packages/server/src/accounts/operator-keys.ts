import { isId } from '../platform/ids.ts';
import type { AccountDeps } from './account-deps.ts';
import type { ApiKey } from './api-key.ts';
import { toKey } from './key-row.ts';
import { keyNotFound } from './keys.errors.ts';
import { findKeyInAnyWorkspace, type KeyWithWorkspaceRow, listKeysInAnyWorkspace } from './unscoped-keys.store.ts';
import type { Workspace } from './workspace.ts';

/** A key with the workspace it belongs to, for the operator, who sees all of them. */
export type OperatorKey = { readonly key: ApiKey; readonly workspace: Pick<Workspace, 'handle' | 'plan'> };

function toOperatorKey(row: KeyWithWorkspaceRow): OperatorKey {
  return { key: toKey(row), workspace: { handle: row.handle, plan: row.plan } };
}

/** Keys of both modes, newest first; of all workspaces when no handle is given. */
export async function listAnyKeys({ db }: Pick<AccountDeps, 'db'>, handle?: string): Promise<OperatorKey[]> {
  return (await listKeysInAnyWorkspace(db, handle)).map(toOperatorKey);
}

/** Throws `not_found`. */
export async function findAnyKey({ db }: Pick<AccountDeps, 'db'>, id: string): Promise<OperatorKey> {
  const row = isId('key', id) ? await findKeyInAnyWorkspace(db, id) : undefined;
  if (row === undefined) throw keyNotFound();
  return toOperatorKey(row);
}
