/** `look`, remembering its last `entriesMax` answers. What was asked for again is not kept longer: to note it costs as much as the rest. */
export function cachedLookup<T extends object>(entriesMax: number, look: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const cached = known.get(text);
    if (cached !== undefined) return cached;
    const found = look(text);
    known.set(text, found);
    if (known.size > entriesMax) known.delete(known.keys().next().value ?? text); // a map is in the order of insertion
    return found;
  };
}
