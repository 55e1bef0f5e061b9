import { equalTexts } from '../platform/crypto/equal-texts.ts';
import type { AccountDeps } from './account-deps.ts';
import { hasExpired } from './key-expiry.ts';
import { toKey } from './key-row.ts';
import { hashKeyToken, type KeyToken } from './key-token.ts';
import type { Principal } from './principal.ts';
import { findKeyByHashInAnyWorkspace, type KeyWithWorkspaceRow, noteKeyUse } from './unscoped-keys.store.ts';
import type { VerifiedKey } from './verified-keys.ts';

const NOTE_USE_EVERY_MS = 60_000;

type Deps = Pick<AccountDeps, 'db' | 'keyring' | 'clock' | 'log' | 'verifiedKeys'>;

function toVerified(row: KeyWithWorkspaceRow, checkedAtMs: number): VerifiedKey {
  const { id: keyId, kind, scope, scopes, expiresAtMs, lastUsedAtMs } = toKey(row);
  const { workspace_kind: workspaceKind, plan } = row;
  const principal = { ...scope, keyId, personId: null, kind, workspaceKind, plan, scopes: new Set(scopes) };
  return { principal, expiresAtMs, checkedAtMs, lastUsedAtMs };
}

async function lookUp(deps: Deps, hash: string, nowMs: number): Promise<VerifiedKey | undefined> {
  const row = await findKeyByHashInAnyWorkspace(deps.db, hash);
  if (row === undefined || !equalTexts(row.hash, hash) || row.revoked_at !== null) {
    deps.verifiedKeys.forget(hash);
    return undefined;
  }
  const key = toVerified(row, nowMs);
  deps.verifiedKeys.remember(hash, key);
  return key;
}

/** At most once a minute, and never while a request waits for it. */
function noteUse(deps: Deps, key: VerifiedKey, nowMs: number): void {
  if (key.lastUsedAtMs !== null && nowMs - key.lastUsedAtMs < NOTE_USE_EVERY_MS) return;
  key.lastUsedAtMs = nowMs;
  const { keyId } = key.principal;
  noteKeyUse(deps.db, keyId, nowMs, nowMs - NOTE_USE_EVERY_MS).catch((error: unknown) => {
    deps.log.warn({ err: error, keyId }, 'the last use of a key was not noted');
  });
}

/**
 * Who the holder of `token` is; undefined when nobody, because the key is unknown, expired or revoked.
 * `mayAsk` decides whether the database is asked for a key that this process has never seen.
 */
export async function authenticateKey(
  deps: Deps,
  token: KeyToken,
  mayAsk: () => boolean,
): Promise<Principal | undefined> {
  const nowMs = deps.clock.now();
  const hash = hashKeyToken(token, deps.keyring.apiKeyPepper);
  if (!deps.verifiedKeys.hasSeen(hash) && !mayAsk()) return undefined;
  const key = deps.verifiedKeys.find(hash, nowMs) ?? (await lookUp(deps, hash, nowMs));
  if (key === undefined || hasExpired(key.expiresAtMs, nowMs)) return undefined;
  noteUse(deps, key, nowMs);
  return key.principal;
}
