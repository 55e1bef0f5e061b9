import type { Caller } from '../platform/events/caller.ts';
import type { AccountDeps } from './account-deps.ts';
import { toKey } from './key-row.ts';
import { keyNotFound } from './keys.errors.ts';
import { revokeKeyRow } from './keys.store.ts';
import { describeKey, recordKey } from './record-key.ts';

/**
 * Ends a key for good, at once in this process and within seconds in others. Revoking it again changes nothing. Throws
 * `not_found`.
 */
export async function revokeKey(
  deps: Pick<AccountDeps, 'db' | 'sealer' | 'clock' | 'ids' | 'verifiedKeys'>,
  caller: Caller,
  id: string,
): Promise<void> {
  const nowMs = deps.clock.now();
  const row = await deps.db.transaction().execute(async (transaction) => {
    const revoked = await revokeKeyRow(transaction, caller, id, nowMs);
    if (revoked === undefined) throw keyNotFound();
    if (revoked.revoked_at !== nowMs) return revoked; // it was before
    const what = { type: 'key.revoked', summary: `Key revoked: ${describeKey(toKey(revoked))}.` } as const;
    await recordKey(transaction, deps, caller.actor, toKey(revoked), what);
    return revoked;
  });
  deps.verifiedKeys.forget(row.hash);
}
