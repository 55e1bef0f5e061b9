/** What clicks are counted by. The order is stored: add at the end only. */
const DIMENSIONS = ['country', 'region', 'referrer', 'device', 'browser', 'os'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

const DIMENSIONS_MAX = 8;

/** A roll-up holds so many lists of values at most: of each dimension, those of people and those of bots. */
export const LISTS_MAX = DIMENSIONS_MAX * 2;

/*
 * Values are counted under a key: the number of the value in `visit_values`, its dimension, and whether it was a bot. Numbers begin
 * at 1; 0 stands for all values of a list beyond the most that a roll-up keeps.
 */

export function keyOf(dimension: Dimension, number: number, isBot: boolean): number {
  return number * LISTS_MAX + DIMENSIONS.indexOf(dimension) * 2 + (isBot ? 1 : 0);
}

/** The key of the same value as bots are counted under it; `key` is that of people. */
export const botKeyOf = (key: number): number => key + 1;
export const listOf = (key: number): number => key % LISTS_MAX;
export const otherOf = (key: number): number => listOf(key);
export const numberOf = (key: number): number => Math.floor(key / LISTS_MAX);
export const isBotKey = (key: number): boolean => key % 2 === 1;
/** The key of the same value without the difference between people and bots. */
export const withoutBot = (key: number): number => key - (key % 2);

/** `undefined` for a dimension that a newer version has counted. */
export function dimensionOf(key: number): Dimension | undefined {
  return DIMENSIONS[Math.floor(listOf(key) / 2)];
}
