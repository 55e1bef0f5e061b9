/** A row of `visits`, as `0004-visits.ts` made the table. */
export type VisitRow = {
  readonly subject: number;
  readonly at: number;
  readonly ordinal: number;
  readonly address: string | null;
  readonly user_agent: string | null;
  readonly referrer: string | null;
  readonly country: string | null;
  readonly region: string | null;
  readonly device: string | null;
  readonly browser: string | null;
  readonly os: string | null;
  readonly bot: string | null;
};

/** What is told of a visit, in the order it is packed in; what goes together is packed as one. */
const PARTS = [
  ['address'],
  ['country', 'region'],
  ['user_agent', 'device', 'browser', 'os'],
  ['referrer'],
  ['bot'],
] as const;
const FORMAT = 1;
const NUMBER_BYTES_MAX = 8;

let bytes = Buffer.allocUnsafeSlow(4096);
let length = 0;

// The format of `visits/chunks/visit-chunk.ts`, which explains it. It is written here once more, because that file may write another
// one day, and what a migration does must not change.
export function packVisits(visits: readonly VisitRow[]): Uint8Array {
  const parts = PARTS.map((names) => ({ names, seen: new Map<string, number>() }));
  let lastAt = 0;
  let lastOrdinal = 0;
  length = 0;
  addNumber(FORMAT);
  for (const visit of visits) {
    addNumber(visit.at - lastAt);
    addNumber(zigzag(visit.ordinal - lastOrdinal - 1));
    lastAt = visit.at;
    lastOrdinal = visit.ordinal;
    for (const { names, seen } of parts) {
      addPart(
        names.map((name) => visit[name]),
        seen,
      );
    }
  }
  // Not of the pool that small buffers share, all of which would go to the SQLite thread with each.
  return new Uint8Array(bytes.subarray(0, length));
}

const zigzag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);

function addPart(texts: readonly (string | null)[], seen: Map<string, number>): void {
  const key = JSON.stringify(texts);
  const known = seen.get(key);
  addNumber(known ?? seen.size);
  if (known !== undefined) return;
  seen.set(key, seen.size);
  for (const text of texts) addText(text);
}

function addText(text: string | null): void {
  if (text === null) {
    addNumber(0);
    return;
  }
  const size = Buffer.byteLength(text);
  addNumber(size + 1);
  makeRoom(size);
  length += bytes.write(text, length);
}

function addNumber(value: number): void {
  makeRoom(NUMBER_BYTES_MAX);
  let rest = value;
  // By division: shifts end at 2^31.
  while (rest >= 128) {
    bytes[length++] = (rest % 128) + 128;
    rest = Math.floor(rest / 128);
  }
  bytes[length++] = rest;
}

function makeRoom(size: number): void {
  if (length + size <= bytes.length) return;
  const larger = Buffer.allocUnsafeSlow(Math.max(bytes.length * 2, length + size));
  larger.set(bytes.subarray(0, length));
  bytes = larger;
}
