import { LRUCache } from 'lru-cache';

/** `look`, remembering its last `entriesMax` answers. What was asked for again is not kept longer: to note it costs as much as the rest. */
export function cachedLookup<T extends object>(entriesMax: number, look: (text: string) => T): (text: string) => T {
  const known = new LRUCache<string, T>({ max: entriesMax });
  return (text) => {
    const cached = known.peek(text);
    if (cached !== undefined) return cached;
    const found = look(text);
    known.set(text, found);
    return found;
  };
}
