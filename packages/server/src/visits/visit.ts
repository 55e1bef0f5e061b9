/** How a browser said it was asking. HEAD requests are answered but are no visits. */
export type VisitIntent = 'navigate' | 'prefetch';

/**
 * One answered GET, as it is written to the journal: already anonymous.
 * `address`: the first 3 bytes of an IPv4 or the first 6 of an IPv6 address; empty when unknown.
 * `visitor`: 8 bytes of a hash salted with the day's salt. `userAgent`, `referrer`: header values, one byte a character,
 * cut to `HEADER_BYTES_MAX`.
 */
export type Visit = {
  readonly subjectId: string;
  readonly atMs: number;
  readonly intent: VisitIntent;
  readonly address: Uint8Array;
  readonly visitor: Uint8Array;
  readonly userAgent: string;
  readonly referrer: string;
};

export const HEADER_BYTES_MAX = 512;
export const VISITOR_BYTES = 8;
