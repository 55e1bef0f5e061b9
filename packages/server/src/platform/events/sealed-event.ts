import type { SealedPlace, Sealer } from '../crypto/seal.ts';
import type { AuditEntryRow, EventRow } from './events.table.ts';

const dataPlace = (id: string): SealedPlace => ({ table: 'events', column: 'data', row: id });
// The number is not known when the summary is sealed; its fingerprint is, and no other summary has it.
const summaryPlace = (fingerprint: string): SealedPlace => ({
  table: 'audit_entries',
  column: 'summary',
  row: fingerprint,
});

export function sealData(sealer: Sealer, id: string, data: object): Uint8Array {
  return sealer.seal(JSON.stringify(data), dataPlace(id));
}

/** The JSON text of an event's object. Throws `SealBroken`. */
export function openData(sealer: Sealer, row: Pick<EventRow, 'id' | 'data'>): string {
  return sealer.open(row.data, dataPlace(row.id)).toString('utf8');
}

type SealedSummary = Pick<AuditEntryRow, 'summary' | 'summary_fingerprint'>;

export function sealSummary(sealer: Sealer, summary: string): SealedSummary {
  const fingerprint = sealer.fingerprint(summary);
  return { summary: sealer.seal(summary, summaryPlace(fingerprint)), summary_fingerprint: fingerprint };
}

/** The words of an entry; null when they were erased. Throws `SealBroken`. */
export function openSummary(sealer: Sealer, row: SealedSummary): string | null {
  if (row.summary === null) return null;
  return sealer.open(row.summary, summaryPlace(row.summary_fingerprint)).toString('utf8');
}
