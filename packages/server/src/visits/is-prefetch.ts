/** Headers by which browsers, old ones too, say that they ask before their person did; in lower case. */
export const PREFETCH_HEADERS: readonly string[] = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'];

const AHEAD = /prefetch|prerender|preview/i;

/** Whether the value of such a header says so. */
export const isPrefetch = (value: string): boolean => AHEAD.test(value);
