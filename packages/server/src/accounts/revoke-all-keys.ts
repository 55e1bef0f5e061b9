import type { Db } from '../platform/db/engine.ts';
import type { AccountDeps } from './account-deps.ts';
import { revokeKeysOfWorkspace } from './workspace-records.store.ts';

/**
 * Ends every key of a workspace when the transaction of `db` is committed. Returns what to call then, so that this process
 * forgets them at once; others do within seconds.
 */
export async function revokeAllKeys(
  db: Db,
  { clock, verifiedKeys }: Pick<AccountDeps, 'clock' | 'verifiedKeys'>,
  workspaceId: string,
): Promise<() => void> {
  const hashes = await revokeKeysOfWorkspace(db, workspaceId, clock.now());
  return () => {
    for (const hash of hashes) verifiedKeys.forget(hash);
  };
}
