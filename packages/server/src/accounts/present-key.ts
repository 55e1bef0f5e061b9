import type { ApiKey } from './api-key.ts';
import type { KeyObject } from './keys.schema.ts';

const toIso = (atMs: number): string => new Date(atMs).toISOString();
const toIsoOrNull = (atMs: number | null): string | null => (atMs === null ? null : toIso(atMs));

/** The key of the contract; its token is not in it. */
export function presentKey(key: ApiKey): KeyObject {
  return {
    id: key.id,
    kind: key.kind,
    name: key.name,
    scopes: [...key.scopes],
    last4: key.last4,
    workspace_id: key.scope.workspaceId,
    livemode: key.scope.livemode,
    created_at: toIso(key.createdAtMs),
    expires_at: toIsoOrNull(key.expiresAtMs),
    revoked_at: toIsoOrNull(key.revokedAtMs),
    last_used_at: toIsoOrNull(key.lastUsedAtMs),
  };
}
