import { VarintWriter } from '../varint.ts';
import type { ValueCounts } from './value-counts.ts';

/** From so many keys on V8's sorting of numbers is quicker than insertion. */
const KEYS_MANY = 64;

const writer = new VarintWriter();

/** Counts how often each key was added. By sorting: a map for each few clicks of a link took three times as long. */
export class KeyCounter {
  #keys = new Float64Array(1_024);
  #length = 0;

  add(key: number): void {
    if (this.#length === this.#keys.length) {
      const larger = new Float64Array(this.#keys.length * 2);
      larger.set(this.#keys);
      this.#keys = larger;
    }
    this.#keys[this.#length++] = key;
  }

  /** Drops what was added and not taken, as by somebody who failed meanwhile. */
  clear(): void {
    this.#length = 0;
  }

  /** How often each key was added since the last call. */
  take(): ValueCounts {
    this.#sort();
    let last = 0;
    for (let from = 0; from < this.#length; ) {
      const key = this.#keys[from] ?? 0;
      let to = from + 1;
      while (to < this.#length && this.#keys[to] === key) to++;
      writer.add(key - last);
      writer.add(to - from);
      last = key;
      from = to;
    }
    this.#length = 0;
    return writer.take();
  }

  #sort(): void {
    const keys = this.#keys;
    if (this.#length > KEYS_MANY) {
      keys.subarray(0, this.#length).sort();
      return;
    }
    for (let index = 1; index < this.#length; index++) {
      const key = keys[index] ?? 0;
      let place = index;
      for (; place > 0 && (keys[place - 1] ?? 0) > key; place--) keys[place] = keys[place - 1] ?? 0;
      keys[place] = key;
    }
  }
}
