/** The last millisecond that is written with four digits of a year. */
export const LATEST_MS = Date.parse('9999-12-31T23:59:59.999Z');
