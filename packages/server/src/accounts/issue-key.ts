import type { AccountDeps } from './account-deps.ts';
import type { ApiKey } from './api-key.ts';
import { isLiveKind } from './key-kind.ts';
import { toKeyRow } from './key-row.ts';
import { createKeyToken, hashKeyToken, type KeyToken } from './key-token.ts';
import { insertKey } from './keys.store.ts';

/** `token` is kept nowhere: it can be shown now, and never again. */
export type IssuedKey = { readonly key: ApiKey; readonly token: KeyToken };

export type KeyDraft = Pick<ApiKey, 'kind' | 'name' | 'scopes' | 'expiresAtMs' | 'rotatedFrom'>;

/** Draws a token for `draft` and stores the key. */
export async function issueKey(
  { db, keyring, clock, ids }: Pick<AccountDeps, 'db' | 'keyring' | 'clock' | 'ids'>,
  workspaceId: string,
  draft: KeyDraft,
): Promise<IssuedKey> {
  const token = createKeyToken(draft.kind);
  const key: ApiKey = {
    ...draft,
    id: ids.next('key'),
    scope: { workspaceId, livemode: isLiveKind(draft.kind) },
    last4: token.slice(-4),
    createdAtMs: clock.now(),
    revokedAtMs: null,
    lastUsedAtMs: null,
  };
  await insertKey(db, toKeyRow(key, hashKeyToken(token, keyring.apiKeyPepper)));
  return { key, token };
}
