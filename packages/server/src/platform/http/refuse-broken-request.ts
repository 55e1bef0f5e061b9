import type { Duplex } from 'node:stream';
import type { Dialect } from './dialect.ts';
import { FAILURES } from './kinds-of-failure.ts';

type Refusal = { readonly status: string; readonly message: string };

const BROKEN: Refusal = { status: '400 Bad Request', message: 'This is not a request of HTTP/1.1.' };

/** By the code that Node gives its error. */
const REFUSALS: ReadonlyMap<string | undefined, Refusal> = new Map([
  ['HPE_HEADER_OVERFLOW', { status: '431 Request Header Fields Too Large', message: 'The headers are too large.' }],
  ['ERR_HTTP_REQUEST_TIMEOUT', { status: '408 Request Timeout', message: 'The request did not arrive in time.' }],
]);

type Options = { readonly nextRequestId: () => string; readonly dialect: Dialect };

/**
 * For the event `clientError`: answers what cannot be read as a request, and ends the connection. Node would do so without a
 * request id and without a word.
 */
export function createBrokenRequestRefusal({ nextRequestId, dialect }: Options) {
  return (error: NodeJS.ErrnoException, socket: Duplex): void => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const { status, message } = REFUSALS.get(error.code) ?? BROKEN;
    const body = JSON.stringify(dialect.error(dialect.codeOf(FAILURES.invalid.code), message));
    const head = [
      `HTTP/1.1 ${status}`,
      'Connection: close',
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      `X-Request-Id: ${nextRequestId()}`,
    ];
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
  };
}
