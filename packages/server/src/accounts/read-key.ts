import type { AccountDeps } from './account-deps.ts';
import type { ApiKey } from './api-key.ts';
import { toKey } from './key-row.ts';
import { keyNotFound } from './keys.errors.ts';
import { findKeyRow } from './keys.store.ts';
import type { Scope } from './scope.ts';

/** Throws `not_found`, the same for a missing key and for one of another workspace or mode. */
export async function readKey({ db }: Pick<AccountDeps, 'db'>, scope: Scope, id: string): Promise<ApiKey> {
  const row = await findKeyRow(db, scope, id);
  if (row === undefined) throw keyNotFound();
  return toKey(row);
}
