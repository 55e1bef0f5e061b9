import type { Sealer } from '../platform/crypto/seal.ts';
import { openResponse } from './sealed-delivery.ts';
import type { DeliveryObject } from './webhooks.schema.ts';
import type { DeliveryRow } from './webhooks.table.ts';

const toIso = (atMs: number): string => new Date(atMs).toISOString();
const toIsoOrNull = (atMs: number | null): string | null => (atMs === null ? null : toIso(atMs));

export function presentDelivery(sealer: Sealer, row: DeliveryRow): DeliveryObject {
  return {
    id: row.id,
    webhook_id: row.endpoint_id,
    event_id: row.event_id,
    event_type: row.event_type,
    status: row.status,
    attempts: row.attempts,
    created_at: toIso(row.created_at),
    last_attempt_at: toIsoOrNull(row.last_attempt_at),
    next_attempt_at: toIsoOrNull(row.next_attempt_at),
    status_code: row.status_code,
    duration_ms: row.duration_ms,
    error: row.error,
    response_body: row.response === null ? null : openResponse(sealer, row.id, row.response),
  };
}
