import type { z } from 'zod';
import type { ErasureRow } from './erasures.table.ts';
import type { receiptObject } from './privacy.schema.ts';

export type CountsByKeeper = Record<string, Record<string, number>>;

/** What stays of everybody who was erased, and why; said in the receipt and in docs/guide/privacy.md. */
const KEPT = [
  {
    what: 'the ids of the deleted links, shares and pages, which hold nothing of their content',
    why: 'visits that are still in a journal are told by them and dropped',
    until: 'a month after the erasure',
  },
  { what: 'this receipt', why: 'it proves the erasure; it names no person', until: null },
  {
    what: 'copies in backups that were made before',
    why: 'a backup is not rewritten',
    until: 'the operator deletes the backup',
  },
] as const;

export type Receipt = z.infer<typeof receiptObject>;

// Written by this feature only, from the same type.
const parseCounts = (text: string): CountsByKeeper => JSON.parse(text) as CountsByKeeper;

export function toReceipt(row: ErasureRow): Receipt {
  const started = row.counts === null ? 'requested' : 'erasing';
  return {
    id: row.id,
    status: row.finished_at === null ? started : 'erased',
    requested_at: new Date(row.requested_at).toISOString(),
    finished_at: row.finished_at === null ? null : new Date(row.finished_at).toISOString(),
    erased: row.counts === null ? {} : parseCounts(row.counts),
    left_over: row.left_over === null ? null : parseCounts(row.left_over),
    kept: [...KEPT],
  };
}
