/**
 * How many statements and transactions of this process write to a SQLite file or wait for their turn. SQLite itself has no queue: who
 * waits looks again after a while, and misses whoever lets go for a moment only. So a thread that writes for long looks here, and lets
 * them pass.
 */
export class WaitingWriters {
  /** For another thread's `WaitingWriters` of the same file. */
  readonly shared: SharedArrayBuffer;
  readonly #count: Int32Array<SharedArrayBuffer>;

  constructor(shared = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) {
    this.shared = shared;
    this.#count = new Int32Array(shared);
  }

  get any(): boolean {
    return Atomics.load(this.#count, 0) > 0;
  }

  enter(): void {
    Atomics.add(this.#count, 0, 1);
  }

  leave(): void {
    const before = Atomics.sub(this.#count, 0, 1);
    if (before === 1) Atomics.notify(this.#count, 0);
  }

  /** Blocks its thread, which must not be the main one, until nobody waits or `timeoutMs` have passed. */
  letPass(timeoutMs: number): void {
    const untilMs = performance.now() + timeoutMs;
    for (let waiting = Atomics.load(this.#count, 0); waiting > 0; waiting = Atomics.load(this.#count, 0)) {
      const leftMs = untilMs - performance.now();
      if (leftMs <= 0) return;
      Atomics.wait(this.#count, 0, waiting, leftMs);
    }
  }
}
