import { SealBroken, type Sealer } from '../platform/crypto/seal.ts';
import type { AuditEntryRow } from '../platform/events/events.table.ts';
import { openSummary } from '../platform/events/sealed-event.ts';
import type { EntryObject } from './audit.schema.ts';

/** Null when the words were erased, and when they do not open: `proffer audit verify` tells which. */
function summaryOf(sealer: Sealer, row: AuditEntryRow): string | null {
  try {
    return openSummary(sealer, row);
  } catch (error) {
    if (error instanceof SealBroken) return null;
    throw error;
  }
}

export function presentEntry(sealer: Sealer, row: AuditEntryRow): EntryObject {
  return {
    number: row.number,
    at: new Date(row.at).toISOString(),
    type: row.type,
    subject_id: row.subject_id,
    summary: summaryOf(sealer, row),
    actor: { kind: row.actor_kind, id: row.actor_id, address: row.address },
    event_id: row.event_id,
    livemode: row.livemode === 1,
    hash: row.hash,
  };
}
