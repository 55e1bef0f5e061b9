import { LISTS_MAX, listOf, otherOf } from './value-key.ts';
import { VarintReader, VarintWriter } from './varint.ts';

/**
 * How often each value occurred, packed: for each key, in ascending order, the distance from the one before and the clicks. An
 * eighth of the size of the same as JSON, and of the work of adding to it.
 */
export type ValueCounts = Uint8Array;

/** Keys with their clicks, in ascending order of keys. */
export type AddedCounts = readonly (readonly [key: number, clicks: number])[];

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

export function unpackCounts(counts: ValueCounts): AddedCounts {
  const entries: [number, number][] = [];
  forEachCount(counts, (key, clicks) => entries.push([key, clicks]));
  return entries;
}

/** `stored` with `added` added. No list of it gets longer than `valuesMax`. */
export function addCounts(stored: ValueCounts, added: AddedCounts, valuesMax = VALUES_MAX): ValueCounts {
  const entriesMax = stored.length / ENTRY_BYTES_MIN + added.length;
  return mergeCounts(stored, entriesMax > valuesMax ? withinLists(stored, added, valuesMax) : added);
}

function mergeCounts(stored: ValueCounts, added: AddedCounts): ValueCounts {
  let last = 0;
  let next = 0;
  const put = (key: number, clicks: number): void => {
    writer.add(key - last);
    writer.add(clicks);
    last = key;
  };
  forEachCount(stored, (key, clicks) => {
    let sum = clicks;
    for (let entry = added[next]; entry !== undefined && entry[0] <= key; entry = added[++next]) {
      if (entry[0] === key) sum += entry[1];
      else put(entry[0], entry[1]);
    }
    put(key, sum);
  });
  for (const [key, clicks] of added.slice(next)) put(key, clicks);
  return writer.take();
}

/** `added`, with values that are new to a full list counted as its "other". */
function withinLists(stored: ValueCounts, added: AddedCounts, valuesMax: number): AddedCounts {
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
  for (const [key, clicks] of added) {
    const kept = known.has(key) || lengthen(key) <= valuesMax ? key : otherOf(key);
    within.set(kept, (within.get(kept) ?? 0) + clicks);
  }
  return Array.from(within).sort(byKey);
}

export const byKey = (one: readonly [number, number], other: readonly [number, number]): number => one[0] - other[0];
