import type { ApiKey } from './api-key.ts';
import type { KeyScope } from './key-scope.ts';
import type { ApiKeyRow } from './keys.table.ts';

/** Reads what `toKeyRow` wrote; no other code writes scopes. */
const parseScopes = (scopes: string): readonly KeyScope[] => JSON.parse(scopes);

export const formatScopes = (scopes: readonly KeyScope[]): string => JSON.stringify(scopes);

export function toKey(row: ApiKeyRow): ApiKey {
  return {
    id: row.id,
    scope: { workspaceId: row.workspace_id, livemode: row.livemode === 1 },
    kind: row.kind,
    name: row.name,
    scopes: parseScopes(row.scopes),
    last4: row.last4,
    createdAtMs: row.created_at,
    expiresAtMs: row.expires_at,
    revokedAtMs: row.revoked_at,
    lastUsedAtMs: row.last_used_at,
    rotatedFrom: row.rotated_from,
  };
}

export function toKeyRow(key: ApiKey, hash: string): ApiKeyRow {
  return {
    id: key.id,
    workspace_id: key.scope.workspaceId,
    livemode: key.scope.livemode ? 1 : 0,
    kind: key.kind,
    name: key.name,
    scopes: formatScopes(key.scopes),
    hash,
    last4: key.last4,
    created_at: key.createdAtMs,
    expires_at: key.expiresAtMs,
    revoked_at: key.revokedAtMs,
    last_used_at: key.lastUsedAtMs,
    rotated_from: key.rotatedFrom,
  };
}
