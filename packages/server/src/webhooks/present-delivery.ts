import type { Sealer } from '../platform/crypto/seal.ts';
import type { DeliveryWithAttempts } from './read-delivery.ts';
import { openAttemptResponse, openResponse } from './sealed-delivery.ts';
import type { AttemptObject, DeliveryObject, DeliveryWithAttemptsObject } from './webhooks.schema.ts';
import type { AttemptRow, DeliveryRow } from './webhooks.table.ts';

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

/** One that failed. */
export const presentAttempt = (sealer: Sealer, { delivery_id: id, ...row }: AttemptRow): AttemptObject => ({
  number: row.number,
  at: toIso(row.at),
  status_code: row.status_code,
  duration_ms: row.duration_ms,
  error: row.error,
  response_body: row.response === null ? null : openAttemptResponse(sealer, id, row.number, row.response),
});

/** The attempt that succeeded, which the row of its delivery describes. */
function presentLast({ attempts, last_attempt_at, ...last }: DeliveryObject): AttemptObject[] {
  if (last.status !== 'succeeded' || last_attempt_at === null || last.duration_ms === null) return [];
  const { status_code, duration_ms, error, response_body } = last;
  return [{ number: attempts, at: last_attempt_at, status_code, duration_ms, error, response_body }];
}

export function presentDeliveryWithAttempts(
  sealer: Sealer,
  { delivery, failed }: DeliveryWithAttempts,
): DeliveryWithAttemptsObject {
  const presented = presentDelivery(sealer, delivery);
  const attempts = [...failed.map((row) => presentAttempt(sealer, row)), ...presentLast(presented)];
  return { ...presented, attempts };
}
