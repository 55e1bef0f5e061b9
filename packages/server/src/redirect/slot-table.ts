/**
 * A hash table with open addressing: the places of records. Whoever asks compares the records; the table only wants to be told the hash
 * of the one at a place.
 */
export class SlotTable {
  /** Places plus one; 0 where there is none. */
  readonly #slots: Uint32Array;
  readonly #mask: number;
  readonly #hashAt: (place: number) => number;

  constructor(slotsWanted: number, hashAt: (place: number) => number) {
    this.#slots = new Uint32Array(2 ** Math.ceil(Math.log2(Math.max(8, slotsWanted))));
    this.#mask = this.#slots.length - 1;
    this.#hashAt = hashAt;
  }

  /** Whether another record would make searches long. */
  isFull(size: number): boolean {
    return size * 4 >= this.#slots.length * 3;
  }

  first(hash: number): number {
    return hash & this.#mask;
  }

  next(slot: number): number {
    return (slot + 1) & this.#mask;
  }

  placeIn(slot: number): number | undefined {
    const held = this.#slots[slot] ?? 0;
    return held === 0 ? undefined : held - 1;
  }

  /** Of a record that is in the table. */
  slotOfPlace(place: number): number {
    let slot = this.first(this.#hashAt(place));
    while (this.#slots[slot] !== place + 1) slot = this.next(slot);
    return slot;
  }

  fill(slot: number, place: number): void {
    this.#slots[slot] = place + 1;
  }

  /** What lies behind it in the same search moves up, so that no search ends too early. */
  empty(slot: number): void {
    let free = slot;
    for (let at = this.next(slot); ; at = this.next(at)) {
      const held = this.#slots[at] ?? 0;
      if (held === 0) break;
      const home = this.first(this.#hashAt(held - 1));
      // It may go where a search that begins at its home comes by.
      if (((at - home) & this.#mask) < ((at - free) & this.#mask)) continue;
      this.#slots[free] = held;
      free = at;
    }
    this.#slots[free] = 0;
  }

  emptyAll(): void {
    this.#slots.fill(0);
  }
}
