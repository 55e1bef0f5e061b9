import { finishHash, hashStep } from '../../platform/fnv-hash.ts';

/**
 * Many host names in little memory, asked for a host and all its parents in one pass and without allocating. A `Set` of strings
 * takes three times the memory. Names are ASCII, at most 255 characters.
 */
export type HostSet = {
  readonly size: number;
  add(host: string): void;
  /** The member that is `host` itself or a parent domain of it. */
  matchOf(host: string): string | undefined;
};

/**
 * One of many small tables, so that growing one never holds up the event loop. `names` holds each name behind its length;
 * `slots` is an open-addressed hash table of places in `names`, 0 for none.
 */
type Shard = { slots: Uint32Array<ArrayBuffer>; names: Uint8Array<ArrayBuffer>; usedBytes: number; size: number };

const SHARDS = 256;
const DOT = 0x2e;

/** Names are hashed from their end, so that the hashes of all parents are steps on the way to that of the whole. */
const SEED = 0x811c9dc5;

function hashOfStored({ names }: Shard, place: number): number {
  let hash = SEED;
  for (let index = place + (names[place] ?? 0); index > place; index--) hash = hashStep(hash, names[index] ?? 0);
  return finishHash(hash);
}

function isStoredAt({ names }: Shard, place: number, host: string, start: number): boolean {
  const length = host.length - start;
  if (names[place] !== length) return false;
  for (let index = 0; index < length; index++) {
    if (names[place + 1 + index] !== host.charCodeAt(start + index)) return false;
  }
  return true;
}

/** The slot that holds the end of `host` from `start`, or the free slot where it belongs. */
function slotOf(shard: Shard, hash: number, host: string, start: number): number {
  const mask = shard.slots.length - 1;
  for (let slot = (hash >>> 8) & mask; ; slot = (slot + 1) & mask) {
    const place = shard.slots[slot] ?? 0;
    if (place === 0 || isStoredAt(shard, place, host, start)) return slot;
  }
}

function growSlots(shard: Shard): void {
  const slots = new Uint32Array(shard.slots.length * 2);
  const mask = slots.length - 1;
  for (const place of shard.slots) {
    if (place === 0) continue;
    let slot = (hashOfStored(shard, place) >>> 8) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = place;
  }
  shard.slots = slots;
}

function store(shard: Shard, host: string): number {
  const place = shard.usedBytes;
  shard.usedBytes += 1 + host.length;
  if (shard.usedBytes > shard.names.length) {
    const names = Buffer.allocUnsafeSlow(Math.ceil(shard.usedBytes * 1.25));
    names.set(shard.names);
    shard.names = names;
  }
  shard.names[place] = host.length;
  for (let index = 0; index < host.length; index++) shard.names[place + 1 + index] = host.charCodeAt(index);
  return place;
}

/** The usual length of a name, and half as many slots again, rounded up to a power of two. */
const NAME_BYTES = 24;
const slotsFor = (namesBytes: number): number =>
  2 ** Math.ceil(Math.log2(Math.max(4, (namesBytes / NAME_BYTES) * 1.5)));

/** All shards begin as parts of two big allocations: the system zeroes those page by page, where they are used, and not at once. */
function createShards(expectedBytes: number): Shard[] {
  const namesBytes = Math.ceil((expectedBytes * 1.05) / SHARDS);
  const slotCount = slotsFor(namesBytes);
  const slots = new Uint32Array(SHARDS * slotCount);
  const names = Buffer.allocUnsafeSlow(SHARDS * namesBytes);
  return Array.from({ length: SHARDS }, (_, index) => ({
    slots: slots.subarray(index * slotCount, (index + 1) * slotCount),
    names: names.subarray(index * namesBytes, (index + 1) * namesBytes),
    usedBytes: 1,
    size: 0,
  }));
}

/** `expectedBytes`: what all names together may come to; room for them is then made once and not in steps. */
export function createHostSet(expectedBytes = 0): HostSet {
  const shards = createShards(expectedBytes);
  let size = 0;

  const isMember = (hash: number, host: string, start: number): boolean => {
    const shard = shards[hash % SHARDS];
    return shard !== undefined && shard.slots[slotOf(shard, hash, host, start)] !== 0;
  };

  return {
    get size() {
      return size;
    },
    add(host) {
      let hash = SEED;
      for (let index = host.length - 1; index >= 0; index--) hash = hashStep(hash, host.charCodeAt(index));
      hash = finishHash(hash);
      const shard = shards[hash % SHARDS];
      if (shard === undefined) return;
      const slot = slotOf(shard, hash, host, 0);
      if (shard.slots[slot] !== 0) return;
      shard.slots[slot] = store(shard, host);
      size++;
      if (++shard.size * 4 > shard.slots.length * 3) growSlots(shard);
    },
    matchOf(host) {
      if (size === 0) return undefined;
      let hash = SEED;
      for (let index = host.length - 1; index >= 0; index--) {
        const character = host.charCodeAt(index);
        if (character === DOT && isMember(finishHash(hash), host, index + 1)) return host.slice(index + 1);
        hash = hashStep(hash, character);
      }
      return isMember(finishHash(hash), host, 0) ? host : undefined;
    },
  };
}
