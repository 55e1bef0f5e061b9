/** Wall clock in Unix milliseconds. A dependency, so that tests can hold it and move it. */
export type Clock = { now(): number };

export const systemClock: Clock = { now: () => Date.now() };
