import type { Duplex } from 'node:stream';
import { RequestError } from '@hono/node-server';
import type { Log } from '../log.ts';
import type { Dialect } from './dialect.ts';
import { FAILURES } from './kinds-of-failure.ts';

type Refusal = { readonly status: number; readonly reason: string; readonly message: string };

const BROKEN: Refusal = { status: 400, reason: 'Bad Request', message: 'This is not a request of HTTP/1.1.' };

/** By the code that Node gives its error. */
const REFUSALS: ReadonlyMap<string | undefined, Refusal> = new Map([
  [
    'HPE_HEADER_OVERFLOW',
    { status: 431, reason: 'Request Header Fields Too Large', message: 'The headers are too large.' },
  ],
  [
    'ERR_HTTP_REQUEST_TIMEOUT',
    { status: 408, reason: 'Request Timeout', message: 'The request did not arrive in time.' },
  ],
]);

type Options = { readonly nextRequestId: () => string; readonly dialect: Dialect; readonly log: Log };

/** Answers what no part of the app is asked about, with a request id and in an envelope as well. */
export function createBrokenRequestRefusal({ nextRequestId, dialect, log }: Options) {
  const answer = (message: string, { code }: { code: string } = FAILURES.invalid) => {
    const body = JSON.stringify(dialect.error(dialect.codeOf(code), message));
    return { body, headers: { 'Content-Type': 'application/json', 'X-Request-Id': nextRequestId() } };
  };

  return {
    /** For the event `clientError`: what Node cannot read. The connection ends, as nobody knows what would follow. */
    refuseUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
      if (error.code === 'ECONNRESET' || !socket.writable) {
        socket.destroy();
        return;
      }
      const { status, reason, message } = REFUSALS.get(error.code) ?? BROKEN;
      const { body, headers } = answer(message);
      const lines = Object.entries({ ...headers, Connection: 'close', 'Content-Length': Buffer.byteLength(body) });
      const head = [`HTTP/1.1 ${status} ${reason}`, ...lines.map(([name, value]) => `${name}: ${value}`)].join('\r\n');
      socket.end(`${head}\r\n\r\n${body}`, () => socket.destroy());
    },
    /** For the error handler of Hono's listener: what Node can read and Hono cannot, such as an impossible host. */
    refuseImpossible(error: unknown): Response {
      if (error instanceof RequestError) {
        const { body, headers } = answer('The address or the host of this request is not valid.');
        return new Response(body, { status: 400, headers });
      }
      // What even the app's own handler of errors did not answer. Without this, Hono sends the error's text.
      log.error({ err: error }, 'a request could not be answered');
      const { body, headers } = answer('Something went wrong on this server.', FAILURES.internal);
      return new Response(body, { status: FAILURES.internal.status, headers });
    },
  };
}
