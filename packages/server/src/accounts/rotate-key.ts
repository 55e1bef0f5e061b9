import { isUniqueViolation } from '../platform/db/unique-violation.ts';
import type { AccountDeps } from './account-deps.ts';
import { type IssuedKey, issueKey } from './issue-key.ts';
import { toKey } from './key-row.ts';
import { keyHasEnded, keyWasRotated } from './keys.errors.ts';
import { lockUsableKeyRow, updateUsableKeyRow } from './keys.store.ts';
import { rotatedFromUnique } from './keys.table.ts';
import { readKey } from './read-key.ts';
import type { Scope } from './scope.ts';

export const OVERLAP_SECONDS_DEFAULT = 24 * 3_600;
export const OVERLAP_SECONDS_MAX = 30 * 24 * 3_600;

type Deps = Pick<AccountDeps, 'db' | 'keyring' | 'clock' | 'ids' | 'verifiedKeys'>;

/** `deps.db` is a transaction. Returns the hash of the old key, too. */
async function replaceKey(deps: Deps, scope: Scope, id: string, overlapMs: number) {
  const nowMs = deps.clock.now();
  const row = await lockUsableKeyRow(deps.db, scope, id, nowMs);
  if (row === undefined) throw keyHasEnded();
  const { kind, name, scopes, expiresAtMs, createdAtMs } = toKey(row);
  // A key that lasts ninety days is replaced by one that lasts ninety days; its own end never moves to a later time.
  const nextExpiresAtMs = expiresAtMs === null ? null : nowMs + (expiresAtMs - createdAtMs);
  const endsAtMs = Math.min(nowMs + overlapMs, expiresAtMs ?? Number.POSITIVE_INFINITY);
  await updateUsableKeyRow(deps.db, scope, id, { expires_at: endsAtMs }, nowMs);
  const draft = { kind, name, scopes, expiresAtMs: nextExpiresAtMs, rotatedFrom: id };
  return { issued: await issueKey(deps, scope.workspaceId, draft), oldHash: row.hash };
}

/**
 * Replaces a key by one with the same kind, name, scopes and lifetime; the old one opens everything it did for
 * `overlapSeconds` more. Throws `not_found`, and `conflict` for a key that has ended or was rotated before.
 */
export async function rotateKey(deps: Deps, scope: Scope, id: string, overlapSeconds: number): Promise<IssuedKey> {
  await readKey(deps, scope, id);
  try {
    const { issued, oldHash } = await deps.db
      .transaction()
      .execute((transaction) => replaceKey({ ...deps, db: transaction }, scope, id, overlapSeconds * 1_000));
    deps.verifiedKeys.forget(oldHash);
    return issued;
  } catch (error) {
    throw isUniqueViolation(error, rotatedFromUnique) ? keyWasRotated(error) : error;
  }
}
