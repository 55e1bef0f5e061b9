import { forEachCount } from '../roll-ups/value-counts.ts';
import { type Dimension, dimensionOf, isBotKey, numberOf, withoutBot } from '../roll-ups/value-key.ts';
import { KeySums } from './key-sums.ts';
import type { RollUps } from './read-roll-ups.ts';

/** A value with its clicks. */
export type Counted = { readonly value: string; readonly clicks: number };

export type CountedValues = Readonly<Record<Dimension, Counted[]>>;

/** What stands for the values beyond the most that a roll-up keeps apart; their number is 0. */
const OTHER = 'other';

/** Adds up how often each value occurred. */
export class ValueSum {
  readonly #withBots: boolean;
  readonly #clicks = new KeySums();

  constructor(withBots: boolean) {
    this.#withBots = withBots;
  }

  add({ valueCounts }: RollUps): void {
    for (const counts of valueCounts) {
      forEachCount(counts, (key, clicks) => {
        if (this.#withBots || !isBotKey(key)) this.#clicks.add(withoutBot(key), clicks);
      });
    }
  }

  get numbers(): number[] {
    return Array.from(new Set(Array.from(this.#clicks.entries(), ([key]) => numberOf(key)))).filter(
      (number) => number !== 0,
    );
  }

  /** Most clicks first. `values`: by their numbers. */
  list(values: ReadonlyMap<number, string>): CountedValues {
    const counted: CountedValues = { country: [], region: [], referrer: [], device: [], browser: [], os: [] };
    for (const [key, clicks] of this.#clicks.entries()) {
      const dimension = dimensionOf(key);
      if (dimension !== undefined) counted[dimension].push({ value: values.get(numberOf(key)) ?? OTHER, clicks });
    }
    for (const list of Object.values(counted)) list.sort(byClicks);
    return counted;
  }
}

function byClicks(one: Counted, other: Counted): number {
  if (one.clicks !== other.clicks) return other.clicks - one.clicks;
  return one.value < other.value ? -1 : 1;
}
