/** Lets `max` holders in at once, in the order of asking, and a bounded number wait. */
export class Slots {
  readonly #waitingMax: number;
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor(max: number, waitingMax: number) {
    this.#free = max;
    this.#waitingMax = waitingMax;
  }

  /** Resolves with the function that gives the slot back; with undefined, at once, when too many wait already. */
  async take(): Promise<(() => void) | undefined> {
    if (this.#free > 0) this.#free--;
    else if (this.#waiting.length >= this.#waitingMax) return undefined;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return () => {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free++;
      else next();
    };
  }
}
