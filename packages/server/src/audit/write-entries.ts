import type { EntryObject } from './audit.schema.ts';

export const EXPORT_FORMATS = ['csv', 'jsonl'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const CSV_COLUMNS = [
  'number',
  'at',
  'type',
  'subject_id',
  'summary',
  'actor_kind',
  'actor_id',
  'address',
  'event_id',
  'hash',
];

/** A spreadsheet takes what begins so for a formula, and formulas reach out of it. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/u;

export function csvCell(value: string | number | null): string {
  const text = value === null ? '' : String(value);
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) || safe !== text ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function csvLine({ actor, ...entry }: EntryObject): string {
  const { number, at, type, subject_id, summary, event_id, hash } = entry;
  const cells = [number, at, type, subject_id, summary, actor.kind, actor.id, actor.address, event_id, hash];
  return cells.map(csvCell).join(',');
}

/** The lines of an export, without their ends. */
export async function* writeEntries(entries: AsyncIterable<EntryObject>, format: ExportFormat): AsyncGenerator<string> {
  if (format === 'csv') yield CSV_COLUMNS.join(',');
  for await (const entry of entries) yield format === 'csv' ? csvLine(entry) : JSON.stringify(entry);
}
