import type { Sealer } from '../../platform/crypto/seal.ts';
import type { Db } from '../../platform/db/engine.ts';
import { openData } from '../../platform/events/sealed-event.ts';
import { findDeliveredEvent } from '../deliveries.store.ts';
import { openBody } from '../sealed-delivery.ts';
import type { DeliveryRow } from '../webhooks.table.ts';
import type { Message } from './attempt.ts';
import { bodyOf } from './delivery-body.ts';

/** What a delivery sends; undefined when its event is not kept any more. Throws `SealBroken`. */
export async function messageOf(
  { db, sealer }: { readonly db: Db; readonly sealer: Sealer },
  delivery: DeliveryRow,
): Promise<Message | undefined> {
  if (delivery.body !== null) return { id: delivery.event_id, body: openBody(sealer, delivery.id, delivery.body) };
  const row = await findDeliveredEvent(db, delivery);
  if (row === undefined) return undefined;
  const { id, type, sequence } = row;
  const common = { id, type, sequence, createdAtMs: row.created_at, livemode: row.livemode === 1 };
  return { id, body: bodyOf({ ...common, data: openData(sealer, row) }) };
}
