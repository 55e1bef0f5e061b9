const CACHE_CONTROL = 'private, no-cache';
const REFERRER_POLICY = 'strict-origin-when-cross-origin';

/** For `writeHead`. */
export const redirectHeaders = (location: string, requestId: string): string[] => [
  ...['Location', location, 'Cache-Control', CACHE_CONTROL, 'Referrer-Policy', REFERRER_POLICY],
  ...['Content-Length', '0', 'X-Request-Id', requestId],
];

const BETWEEN = `\r\nCache-Control: ${CACHE_CONTROL}\r\nReferrer-Policy: ${REFERRER_POLICY}\r\nContent-Length: 0\r\nX-Request-Id: `;

/** The same as text, with the status line. Nothing is checked here: see `RedirectEntry.hasPlainLocation`. */
export const redirectHead = (location: string, requestId: string): string =>
  `HTTP/1.1 301 Moved Permanently\r\nLocation: ${location}${BETWEEN}${requestId}\r\n`;
