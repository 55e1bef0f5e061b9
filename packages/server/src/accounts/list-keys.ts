import type { AccountDeps } from './account-deps.ts';
import type { ApiKey } from './api-key.ts';
import { toKey } from './key-row.ts';
import { countKeys, listKeyRows } from './keys.store.ts';
import type { Scope } from './scope.ts';

export type KeyPage = { readonly keys: ApiKey[]; readonly total: number };

/** Newest first, with those that have expired or were revoked. */
export async function listKeys(
  { db }: Pick<AccountDeps, 'db'>,
  scope: Scope,
  page: { readonly limit: number; readonly offset: number },
): Promise<KeyPage> {
  const [total, rows] = await Promise.all([countKeys(db, scope), listKeyRows(db, scope, page)]);
  return { total, keys: rows.map(toKey) };
}
