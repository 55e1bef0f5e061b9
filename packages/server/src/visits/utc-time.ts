export const HOUR_MS = 3_600_000;
export const QUARTER_MS = 900_000;
export const DAY_MS = 86_400_000;
export const QUARTERS_PER_DAY = 96;
export const DAYS_PER_FORTNIGHT = 14;

/** Quarter hours since 1970. */
export const quarterOf = (atMs: number): number => Math.floor(atMs / QUARTER_MS);
/** Days since 1970. */
export const dayOf = (atMs: number): number => Math.floor(atMs / DAY_MS);
/** Fourteen days, since 1970; `day` as `dayOf` gives it. */
export const fortnightOf = (day: number): number => Math.floor(day / DAYS_PER_FORTNIGHT);
/** 0 to 23. */
export const hourOf = (atMs: number): number => Math.floor((atMs - dayOf(atMs) * DAY_MS) / HOUR_MS);

/** The days or quarter hours from one up to and without another. */
export const numbersBetween = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
