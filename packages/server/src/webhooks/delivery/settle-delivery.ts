import type { Sealer } from '../../platform/crypto/seal.ts';
import type { Db } from '../../platform/db/engine.ts';
import { insertAttempt } from '../attempts.store.ts';
import type { DeliveryChange } from '../deliveries.store.ts';
import { sealAttemptResponse, sealResponse } from '../sealed-delivery.ts';
import type { AttemptRow, DeliveryRow } from '../webhooks.table.ts';
import type { Outcome } from './attempt.ts';
import { nextAttemptAt } from './retry-schedule.ts';

/** `delivery`: as it was before the attempt. */
export type Tried = { readonly delivery: DeliveryRow; readonly outcome: Outcome };

/** What the log says of a delivery after an attempt. A test is not tried again. */
export function settle(
  { sealer, random }: { readonly sealer: Sealer; readonly random: () => number },
  { delivery, outcome }: Tried,
): DeliveryChange {
  const attempts = delivery.attempts + 1;
  const isTest = delivery.body !== null;
  const nextAt = outcome.error === null || isTest ? null : nextAttemptAt(attempts, outcome, random());
  const failed = nextAt === null ? 'failed' : 'pending';
  return {
    status: outcome.error === null ? 'succeeded' : failed,
    attempts,
    next_attempt_at: nextAt,
    last_attempt_at: outcome.atMs,
    duration_ms: outcome.durationMs,
    status_code: outcome.statusCode,
    error: outcome.error,
    response: outcome.response === null ? null : sealResponse(sealer, delivery.id, outcome.response),
  };
}

/** The row of an attempt that failed; undefined for one that did not. */
function toAttempt(sealer: Sealer, { delivery, outcome }: Tried): AttemptRow | undefined {
  if (outcome.error === null) return undefined;
  const number = delivery.attempts + 1;
  const { response } = outcome;
  return {
    delivery_id: delivery.id,
    workspace_id: delivery.workspace_id,
    number,
    at: outcome.atMs,
    duration_ms: outcome.durationMs,
    status_code: outcome.statusCode,
    error: outcome.error,
    response: response === null ? null : sealAttemptResponse(sealer, delivery.id, number, response),
  };
}

/** In the transaction that writes what became of the delivery. */
export async function logAttempt(db: Db, sealer: Sealer, tried: Tried): Promise<void> {
  const attempt = toAttempt(sealer, tried);
  if (attempt !== undefined) await insertAttempt(db, attempt);
}
