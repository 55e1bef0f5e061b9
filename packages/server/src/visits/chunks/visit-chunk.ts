import type { BotKind } from '../bot-kind.ts';
import type { RecordedVisit } from '../recorded-visit.ts';
import { VarintReader } from '../varint.ts';

/*
 * Visits of one subject in the order of time, packed in numbers (see `varint.ts`): the format, then for each visit
 *   the milliseconds since the one before, or since 1970
 *   its ordinal beside the one that would follow, as in `zigzag`
 *   its address | country and region | user agent, device, browser and system | referrer | bot
 * Each of these five is the number, from 0, that it has among those of the chunk; where it occurs first its texts follow, each as the
 * length of its bytes and one more, 0 for null, and the bytes.
 */

/** `ordinal`: the place of a visit among all clicks of its subject, from 1; it tells apart those of one millisecond. */
export type OrderedVisit = RecordedVisit & { readonly ordinal: number };

export const FORMAT = 1;

export const zigzag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);
const unzigzag = (value: number): number => (value % 2 === 0 ? value / 2 : -(value + 1) / 2);

/** What reads the next of those that `read` reads where they occur first. */
function readSeen<T>(reader: VarintReader, read: (nextText: () => string | null) => T): () => T {
  const seen: T[] = [];
  const nextText = (): string | null => reader.nextText();
  return () => {
    const known = seen[reader.next()];
    if (known !== undefined) return known;
    const first = read(nextText);
    seen.push(first);
    return first;
  };
}

/** Throws for a format that a newer version has written. */
export function unpackVisits(chunk: Uint8Array): OrderedVisit[] {
  const reader = new VarintReader(chunk);
  const format = reader.next();
  if (format !== FORMAT) throw new Error(`visits are packed in format ${format}, which this version does not know`);
  const nextAddress = readSeen(reader, (text) => ({ address: text() }));
  const nextArea = readSeen(reader, (text) => ({ country: text(), region: text() }));
  const nextAgent = readSeen(reader, (text) => ({ userAgent: text(), device: text(), browser: text(), os: text() }));
  const nextReferrer = readSeen(reader, (text) => ({ referrer: text() }));
  // Only `packVisits` writes it.
  const nextBot = readSeen(reader, (text) => ({ bot: text() as BotKind | null }));
  const visits: OrderedVisit[] = [];
  let atMs = 0;
  let ordinal = 0;
  while (!reader.atEnd) {
    atMs += reader.next();
    ordinal += unzigzag(reader.next()) + 1;
    visits.push({ atMs, ordinal, ...nextAddress(), ...nextArea(), ...nextAgent(), ...nextReferrer(), ...nextBot() });
  }
  return visits;
}
