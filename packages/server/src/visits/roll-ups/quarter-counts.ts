import { VarintReader, VarintWriter } from '../varint.ts';

/**
 * The clicks of a quarter hour. `quarter`: 0 to 95, of the UTC day. A visitor is counted in the quarter hour of the first click of
 * a day (`dayVisitors`) and of an hour (`hourVisitors`), so both can be added up over any range. `…People` counts first clicks that
 * are no bot's, so that leaving bots out leaves nobody out who came as both.
 */
export type QuarterCounts = {
  readonly quarter: number;
  clicks: number;
  bots: number;
  dayVisitors: number;
  hourVisitors: number;
  dayPeople: number;
  hourPeople: number;
};

const writer = new VarintWriter();

export const noCounts = (quarter: number): QuarterCounts => ({
  quarter,
  clicks: 0,
  bots: 0,
  dayVisitors: 0,
  hourVisitors: 0,
  dayPeople: 0,
  hourPeople: 0,
});

/** Packed: for each quarter hour with clicks, in order, how many were passed over since the one before, then the counts. */
export function readQuarters(packed: Uint8Array): QuarterCounts[] {
  const reader = new VarintReader(packed);
  const quarters: QuarterCounts[] = [];
  for (let quarter = 0; !reader.atEnd; quarter++) {
    quarter += reader.next();
    quarters.push({
      quarter,
      clicks: reader.next(),
      bots: reader.next(),
      dayVisitors: reader.next(),
      hourVisitors: reader.next(),
      dayPeople: reader.next(),
      hourPeople: reader.next(),
    });
  }
  return quarters;
}

function writeQuarters(quarters: readonly QuarterCounts[]): Uint8Array {
  let next = 0;
  for (const counts of quarters) {
    writer.add(counts.quarter - next);
    next = counts.quarter + 1;
    writer.add(counts.clicks);
    writer.add(counts.bots);
    writer.add(counts.dayVisitors);
    writer.add(counts.hourVisitors);
    writer.add(counts.dayPeople);
    writer.add(counts.hourPeople);
  }
  return writer.take();
}

/** `packed` with `added` added. */
export function addQuarters(packed: Uint8Array, added: readonly QuarterCounts[]): Uint8Array {
  const quarters = readQuarters(packed);
  for (const more of added) {
    const counts = quarters.find((known) => known.quarter === more.quarter);
    if (counts === undefined) quarters.push({ ...more });
    else addTo(counts, more);
  }
  return writeQuarters(quarters.sort((one, other) => one.quarter - other.quarter));
}

function addTo(counts: QuarterCounts, more: QuarterCounts): void {
  counts.clicks += more.clicks;
  counts.bots += more.bots;
  counts.dayVisitors += more.dayVisitors;
  counts.hourVisitors += more.hourVisitors;
  counts.dayPeople += more.dayPeople;
  counts.hourPeople += more.hourPeople;
}
