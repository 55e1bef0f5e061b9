import type { BotKind } from '../bot-kind.ts';
import { VarintWriter } from '../varint.ts';
import { SeenValues } from './seen-values.ts';
import { FORMAT, zigzag } from './visit-chunk.ts';

/** Some texts that many visits have in common, packed once for all chunks they are in. */
export type PackedTexts = Uint8Array;

const writer = new VarintWriter();
/** Of its own, as visits may be made while others are packed. */
const textWriter = new VarintWriter();

export function packTexts(...texts: readonly (string | null)[]): PackedTexts {
  for (const text of texts) textWriter.addText(text);
  return textWriter.take();
}

/**
 * `ordinal`: see `OrderedVisit`. `area`: country and region; `agent`: user agent, device, browser and system. Those of two visits are
 * known to be alike when they are the same object.
 */
export type PackableVisit = {
  readonly atMs: number;
  readonly ordinal: number;
  readonly address: string | null;
  readonly area: PackedTexts;
  readonly agent: PackedTexts;
  readonly referrer: string | null;
  readonly bot: BotKind | null;
};

const seen = {
  addresses: new SeenValues<string | null>(),
  areas: new SeenValues<PackedTexts>(),
  agents: new SeenValues<PackedTexts>(),
  referrers: new SeenValues<string | null>(),
  bots: new SeenValues<BotKind | null>(),
};

const allSeen = Object.values(seen);

function addSeen<T>(values: SeenValues<T>, value: T, describe: (value: T) => void): void {
  const before = values.size;
  const number = values.numberOf(value);
  writer.add(number);
  if (number === before) describe(value);
}

const addText = (text: string | null): void => writer.addText(text);
const addTexts = (texts: PackedTexts): void => writer.addBytes(texts);

/** Packs visits of one subject, which are in the order of time; see `visit-chunk.ts`. */
export function packVisits(visits: Iterable<PackableVisit>): Uint8Array {
  writer.clear();
  for (const values of allSeen) values.clear();
  let lastAtMs = 0;
  let lastOrdinal = 0;
  writer.add(FORMAT);
  for (const { atMs, ordinal, address, area, agent, referrer, bot } of visits) {
    writer.add(atMs - lastAtMs);
    writer.add(zigzag(ordinal - lastOrdinal - 1));
    lastAtMs = atMs;
    lastOrdinal = ordinal;
    addSeen(seen.addresses, address, addText);
    addSeen(seen.areas, area, addTexts);
    addSeen(seen.agents, agent, addTexts);
    addSeen(seen.referrers, referrer, addText);
    addSeen(seen.bots, bot, addText);
  }
  return writer.take();
}
