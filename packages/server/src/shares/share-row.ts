import type { Share } from './share.ts';
import type { ShareRow } from './shares.table.ts';

export function toShare(row: ShareRow): Share {
  return {
    id: row.id,
    code: row.code,
    scope: { workspaceId: row.workspace_id, livemode: row.livemode === 1 },
    type: row.type,
    hasPassword: row.password !== null,
    passwordVersion: row.password_version,
    expiresAtMs: row.expires_at,
    maxViews: row.max_views,
    spentViews: row.views,
    spentAtMs: row.spent_at,
    createdAtMs: row.created_at,
    updatedAtMs: row.updated_at,
  };
}
