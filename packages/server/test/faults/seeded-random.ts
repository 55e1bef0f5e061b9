import { randomInt } from 'node:crypto';
import { onTestFailed } from 'vitest';

export type SeededRandom = {
  /** From `min` to `max`, both included. */
  between(min: number, max: number): number;
  pick<T>(from: readonly T[]): T;
};

/**
 * The choices of one test. A test that fails tells its seed; `FAULTS_SEED` makes the same choices again, though not the same
 * race. To be called inside a test.
 */
export function createSeededRandom(): SeededRandom {
  const seed = Number(process.env.FAULTS_SEED ?? randomInt(2 ** 31));
  onTestFailed(() => void process.stderr.write(`The choices of this test come again with FAULTS_SEED=${seed}.\n`));
  let state = seed;
  // Mulberry32: small, and good enough to spread requests and kills.
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  return {
    between,
    pick(from) {
      const [first] = from;
      if (first === undefined) throw new Error('there is nothing to pick from');
      return from[between(0, from.length - 1)] ?? first;
    },
  };
}
