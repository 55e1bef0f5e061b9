import { DAYS_PER_FORTNIGHT, fortnightOf, numbersBetween, QUARTERS_PER_DAY } from '../utc-time.ts';

/** Quarter hours since 1970, `to` excluded. */
export type QuarterRange = { readonly from: number; readonly to: number };
/** Days since 1970, `to` excluded. */
export type DayRange = { readonly from: number; readonly to: number };

/** What is read at once, of a range of quarter hours. */
export type RollUpPart = {
  /** The days that any of the range lies in. */
  readonly days: readonly number[];
  /** Those of the whole range that are whole; the others, its first and last, are read as `quarters`. */
  readonly wholeDays: DayRange;
  readonly quarters: readonly number[];
  /** The whole days of the whole range whose fortnight is whole; they are read as `fortnights`. */
  readonly fortnightDays: DayRange;
  readonly fortnights: readonly number[];
};

/** So many are read, and then added up, at once; requests are answered in between. */
const FORTNIGHTS_AT_ONCE = 8;

/** The parts, in the order of time, in which the roll-ups of `range` are read, as far as they lie in `days`. No fortnight lies in two. */
export function* rollUpParts(range: QuarterRange, days: DayRange): Generator<RollUpPart> {
  const wholeDays = {
    from: Math.ceil(range.from / QUARTERS_PER_DAY),
    to: Math.floor(range.to / QUARTERS_PER_DAY),
  };
  const whole = {
    from: Math.ceil(wholeDays.from / DAYS_PER_FORTNIGHT),
    to: Math.floor(wholeDays.to / DAYS_PER_FORTNIGHT),
  };
  const fortnightDays = { from: whole.from * DAYS_PER_FORTNIGHT, to: whole.to * DAYS_PER_FORTNIGHT };
  const first = Math.max(days.from, Math.floor(range.from / QUARTERS_PER_DAY));
  const end = Math.min(days.to, Math.ceil(range.to / QUARTERS_PER_DAY));
  for (let from = fortnightOf(first); from * DAYS_PER_FORTNIGHT < end; from += FORTNIGHTS_AT_ONCE) {
    const to = from + FORTNIGHTS_AT_ONCE;
    const ofPart = numbersBetween(Math.max(first, from * DAYS_PER_FORTNIGHT), Math.min(end, to * DAYS_PER_FORTNIGHT));
    yield {
      days: ofPart,
      wholeDays,
      quarters: ofPart
        .filter((day) => day < wholeDays.from || day >= wholeDays.to)
        .flatMap((day) => quartersOf(day, range)),
      fortnightDays,
      fortnights: numbersBetween(Math.max(from, whole.from), Math.min(to, whole.to)),
    };
  }
}

function quartersOf(day: number, { from, to }: QuarterRange): number[] {
  return numbersBetween(Math.max(from, day * QUARTERS_PER_DAY), Math.min(to, (day + 1) * QUARTERS_PER_DAY));
}
