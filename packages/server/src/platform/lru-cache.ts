import { LRUCache } from 'lru-cache';

type Options = {
  /** Entries that are older are gone. */
  readonly ttlMs?: number;
};

/**
 * Up to `entriesMax` entries; of more, those go that were asked for the longest ago. Counted as sizes of 1: for its own `max` lru-cache makes
 * room for all of them at once, which for the caches of one server took a thirtieth of its start.
 */
export function createLruCache<Key extends string | number, Value extends object | string | number | true>(
  entriesMax: number,
  { ttlMs = 0 }: Options = {},
): LRUCache<Key, Value> {
  return new LRUCache<Key, Value>({ maxSize: entriesMax, sizeCalculation: () => 1, ttl: ttlMs });
}
