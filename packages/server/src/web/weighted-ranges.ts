import { parseAccept } from 'hono/utils/accept';

/** Headers of browsers have a tenth of this. A longer one is a way to keep the server busy, and is not read to its end. */
const CHARACTERS_MAX = 1_000;

export type WeightedRange = { readonly range: string; readonly weight: number };

/** The ranges of an `Accept…` header in lower case, the heaviest first, equal ones as they came. Weights are 0 to 1. */
export function weightedRanges(header: string | undefined): readonly WeightedRange[] {
  const accepted = parseAccept((header ?? '').slice(0, CHARACTERS_MAX));
  return accepted.map(({ type, q }) => ({ range: type.toLowerCase(), weight: q }));
}
