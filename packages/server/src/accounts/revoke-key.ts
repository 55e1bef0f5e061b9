import type { AccountDeps } from './account-deps.ts';
import { keyNotFound } from './keys.errors.ts';
import { revokeKeyRow } from './keys.store.ts';
import type { Scope } from './scope.ts';

/**
 * Ends a key for good, at once in this process and within seconds in others. Revoking it again changes nothing. Throws
 * `not_found`.
 */
export async function revokeKey(
  deps: Pick<AccountDeps, 'db' | 'clock' | 'verifiedKeys'>,
  scope: Scope,
  id: string,
): Promise<void> {
  const row = await revokeKeyRow(deps.db, scope, id, deps.clock.now());
  if (row === undefined) throw keyNotFound();
  deps.verifiedKeys.forget(row.hash);
}
