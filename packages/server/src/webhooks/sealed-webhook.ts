import type { Sealer } from '../platform/crypto/seal.ts';
import type { WantedEvent, Webhook } from './webhook.ts';
import type { EndpointRow } from './webhooks.table.ts';

type SealedColumn = 'url' | 'description' | 'secret' | 'previous_secret';

const placeOf = (column: SealedColumn, id: string) => ({ table: 'webhook_endpoints', column, row: id });

export function sealColumn(sealer: Sealer, id: string, column: SealedColumn, value: string): Uint8Array {
  return sealer.seal(value, placeOf(column, id));
}

function openColumn(sealer: Sealer, id: string, column: SealedColumn, sealed: Uint8Array): string {
  return sealer.open(sealed, placeOf(column, id)).toString('utf8');
}

// Written by this feature only, from the same type.
export const parseEvents = (events: string): readonly WantedEvent[] => JSON.parse(events) as WantedEvent[];

/** Throws `SealBroken`. */
export function openWebhook(sealer: Sealer, row: EndpointRow): Webhook {
  return {
    id: row.id,
    scope: { workspaceId: row.workspace_id, livemode: row.livemode === 1 },
    url: openColumn(sealer, row.id, 'url', row.url),
    description: row.description === null ? null : openColumn(sealer, row.id, 'description', row.description),
    events: parseEvents(row.events),
    status: row.status,
    // As for the events.
    statusReason: row.status_reason as Webhook['statusReason'],
    failingSinceMs: row.failing_since,
    previousSecretUntilMs: row.previous_secret_until,
    createdAtMs: row.created_at,
    updatedAtMs: row.updated_at,
  };
}

/** The secrets that sign at this moment, the newest first. The one before moves to its own column and keeps its seal's place. */
export function openSecrets(sealer: Sealer, row: EndpointRow, nowMs: number): readonly string[] {
  const secrets = [openColumn(sealer, row.id, 'secret', row.secret)];
  if (row.previous_secret !== null && (row.previous_secret_until ?? 0) > nowMs) {
    secrets.push(openColumn(sealer, row.id, 'previous_secret', row.previous_secret));
  }
  return secrets;
}

export function openSecret(sealer: Sealer, row: EndpointRow): string {
  return openColumn(sealer, row.id, 'secret', row.secret);
}
