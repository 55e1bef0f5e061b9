import { VarintReader, VarintWriter } from '../varint.ts';
import { LISTS_MAX, listOf, otherOf } from './value-key.ts';

/**
 * How often each value occurred, packed: for each key, in ascending order, the distance from the one before and the clicks. An
 * eighth of the size of the same as JSON, and of the work of adding to it.
 */
export type ValueCounts = Uint8Array;

/** No list of the roll-up of a day or less is longer; further values are counted as "other". */
export const VALUES_MAX = 1_000;

/** The fewest bytes that an entry takes. */
const ENTRY_BYTES_MIN = 2;

const writer = new VarintWriter();

export function forEachCount(counts: ValueCounts, tell: (key: number, clicks: number) => void): void {
  const reader = new VarintReader(counts);
  for (let key = 0; !reader.atEnd; ) {
    key += reader.next();
    tell(key, reader.next());
  }
}

/** Clicks by their keys, in any order. */
export function packCounts(entries: Iterable<readonly [key: number, clicks: number]>): ValueCounts {
  let last = 0;
  for (const [key, clicks] of Array.from(entries).sort(([one], [other]) => one - other)) {
    writer.add(key - last);
    writer.add(clicks);
    last = key;
  }
  return writer.take();
}

/** `stored` with `added` added. No list of it gets longer than `valuesMax`. */
export function addCounts(stored: ValueCounts, added: ValueCounts, valuesMax = VALUES_MAX): ValueCounts {
  const entriesMax = (stored.length + added.length) / ENTRY_BYTES_MIN;
  const within = entriesMax > valuesMax ? withinLists(stored, added, valuesMax) : added;
  return stored.length === 0 ? within : mergeCounts(stored, within);
}

function mergeCounts(stored: ValueCounts, added: ValueCounts): ValueCounts {
  const reader = new VarintReader(added);
  let addedKey = reader.atEnd ? Number.POSITIVE_INFINITY : reader.next();
  let last = 0;
  const put = (key: number, clicks: number): void => {
    writer.add(key - last);
    writer.add(clicks);
    last = key;
  };
  /** The clicks of `addedKey`, which is the next one then. */
  const takeAdded = (): number => {
    const clicks = reader.next();
    addedKey = reader.atEnd ? Number.POSITIVE_INFINITY : addedKey + reader.next();
    return clicks;
  };
  const putAddedBefore = (key: number): void => {
    while (addedKey < key) {
      const next = addedKey;
      put(next, takeAdded());
    }
  };
  forEachCount(stored, (key, clicks) => {
    putAddedBefore(key);
    put(key, addedKey === key ? clicks + takeAdded() : clicks);
  });
  putAddedBefore(Number.POSITIVE_INFINITY);
  return writer.take();
}

/** `added`, with values that are new to a full list counted as its "other". */
function withinLists(stored: ValueCounts, added: ValueCounts, valuesMax: number): ValueCounts {
  const known = new Set<number>();
  const lengths = new Array<number>(LISTS_MAX).fill(0);
  const lengthen = (key: number): number => {
    const length = (lengths[listOf(key)] ?? 0) + 1;
    lengths[listOf(key)] = length;
    return length;
  };
  forEachCount(stored, (key) => {
    known.add(key);
    lengthen(key);
  });
  const within = new Map<number, number>();
  forEachCount(added, (key, clicks) => {
    const kept = known.has(key) || lengthen(key) <= valuesMax ? key : otherOf(key);
    within.set(kept, (within.get(kept) ?? 0) + clicks);
  });
  return packCounts(within);
}
