/** Lets one holder in at a time, in the order of asking. */
export class Mutex {
  #last: Promise<void> = Promise.resolve();

  /** Resolves with the function that lets the next one in. */
  lock(): Promise<() => void> {
    const before = this.#last;
    let unlock = (): void => {};
    this.#last = new Promise((resolve) => {
      unlock = resolve;
    });
    return before.then(() => unlock);
  }
}
