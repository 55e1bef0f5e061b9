import type { Dimension } from '../roll-ups/value-key.ts';

/**
 * One thing that a visit is counted by. `key`: what people are counted under, once the drain has numbered the value; see
 * `number-traits.ts`.
 */
export type Trait = { readonly dimension: Dimension; readonly value: string; key: number | undefined };

/** What stands for a value that is not known. */
export const UNKNOWN = 'unknown';

const VALUE_CHARACTERS_MAX = 255;

export function trait(dimension: Dimension, value: string): Trait {
  return { dimension, value: value.slice(0, VALUE_CHARACTERS_MAX), key: undefined };
}
