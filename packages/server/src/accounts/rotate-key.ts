import { isUniqueViolation } from '../platform/db/unique-violation.ts';
import type { Caller } from '../platform/events/caller.ts';
import type { AccountDeps } from './account-deps.ts';
import { type IssuedKey, issueKey } from './issue-key.ts';
import { toKey } from './key-row.ts';
import { keyHasEnded, keyWasRotated } from './keys.errors.ts';
import { lockUsableKeyRow, updateUsableKeyRow } from './keys.store.ts';
import { rotatedFromUnique } from './keys.table.ts';
import { readKey } from './read-key.ts';
import { describeKey, recordKey } from './record-key.ts';

export const OVERLAP_SECONDS_DEFAULT = 24 * 3_600;
export const OVERLAP_SECONDS_MAX = 30 * 24 * 3_600;

type Deps = Pick<AccountDeps, 'db' | 'keyring' | 'sealer' | 'clock' | 'ids' | 'verifiedKeys'>;

/** `deps.db` is a transaction. Returns the hash of the old key, too. */
async function replaceKey(deps: Deps, caller: Caller, id: string, overlapMs: number) {
  const nowMs = deps.clock.now();
  const row = await lockUsableKeyRow(deps.db, caller, id, nowMs);
  if (row === undefined) throw keyHasEnded();
  const { kind, name, scopes, expiresAtMs, createdAtMs } = toKey(row);
  // A key that lasts ninety days is replaced by one that lasts ninety days; its own end never moves to a later time.
  const nextExpiresAtMs = expiresAtMs === null ? null : nowMs + (expiresAtMs - createdAtMs);
  const endsAtMs = Math.min(nowMs + overlapMs, expiresAtMs ?? Number.POSITIVE_INFINITY);
  await updateUsableKeyRow(deps.db, caller, id, { expires_at: endsAtMs }, nowMs);
  const draft = { kind, name, scopes, expiresAtMs: nextExpiresAtMs, rotatedFrom: id };
  const issued = await issueKey(deps, caller.workspaceId, draft);
  const summary = `Key rotated: ${id}, which ends ${new Date(endsAtMs).toISOString()}, by ${describeKey(issued.key)}.`;
  await recordKey(deps.db, deps, caller.actor, issued.key, { type: 'key.rotated', summary });
  return { issued, oldHash: row.hash };
}

/**
 * Replaces a key by one with the same kind, name, scopes and lifetime; the old one opens everything it did for
 * `overlapSeconds` more. Throws `not_found`, and `conflict` for a key that has ended or was rotated before.
 */
export async function rotateKey(deps: Deps, caller: Caller, id: string, overlapSeconds: number): Promise<IssuedKey> {
  await readKey(deps, caller, id);
  try {
    const { issued, oldHash } = await deps.db
      .transaction()
      .execute((transaction) => replaceKey({ ...deps, db: transaction }, caller, id, overlapSeconds * 1_000));
    deps.verifiedKeys.forget(oldHash);
    return issued;
  } catch (error) {
    throw isUniqueViolation(error, rotatedFromUnique) ? keyWasRotated(error) : error;
  }
}
