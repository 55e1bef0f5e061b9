import type { Caller } from '../platform/events/caller.ts';
import type { AccountDeps } from './account-deps.ts';
import type { ApiKey } from './api-key.ts';
import { requireFutureExpiry } from './key-expiry.ts';
import { formatScopes, toKey } from './key-row.ts';
import { inUsualOrder, type KeyScope } from './key-scope.ts';
import { keyHasEnded } from './keys.errors.ts';
import { type KeyChange, lockUsableKeyRow, updateUsableKeyRow } from './keys.store.ts';
import { readKey } from './read-key.ts';
import { describeKey, recordKey } from './record-key.ts';

/** Only what is given changes. */
export type KeyUpdate = {
  readonly name?: string | null | undefined;
  readonly scopes?: readonly KeyScope[] | undefined;
  readonly expiresAtMs?: number | null | undefined;
};

function toChange({ name, scopes, expiresAtMs }: KeyUpdate): KeyChange {
  const change: KeyChange = {};
  if (name !== undefined) change.name = name;
  if (scopes !== undefined) change.scopes = formatScopes(inUsualOrder(scopes));
  if (expiresAtMs !== undefined) change.expires_at = expiresAtMs;
  return change;
}

/**
 * Changes a key, at once in this process and within seconds in others. Throws `not_found`, `conflict` for a key that has
 * expired or was revoked (an end is final), `invalid_request` for an expiry in the past.
 */
export async function updateKey(
  deps: Pick<AccountDeps, 'db' | 'sealer' | 'clock' | 'ids' | 'verifiedKeys'>,
  caller: Caller,
  id: string,
  update: KeyUpdate,
): Promise<ApiKey> {
  const nowMs = deps.clock.now();
  requireFutureExpiry(update.expiresAtMs ?? null, nowMs);
  const key = await readKey(deps, caller, id);
  const change = toChange(update);
  if (Object.keys(change).length === 0) return key;
  const row = await deps.db.transaction().execute(async (transaction) => {
    const before = await lockUsableKeyRow(transaction, caller, id, nowMs);
    const changed = before && (await updateUsableKeyRow(transaction, caller, id, change, nowMs));
    if (before === undefined || changed === undefined) throw keyHasEnded();
    const summary = `Key changed: from ${describeKey(toKey(before))} to ${describeKey(toKey(changed))}.`;
    await recordKey(transaction, deps, caller.actor, toKey(changed), { type: 'key.updated', summary });
    return changed;
  });
  deps.verifiedKeys.forget(row.hash);
  return toKey(row);
}
