import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { windowsOf } from '../accounts/index.ts';
import { AppError } from '../platform/http/app-error.ts';
import { FAILURES } from '../platform/http/kinds-of-failure.ts';
import { addressSubject } from '../platform/limits/address-subject.ts';
import { limitHeaders, rateLimited } from '../platform/limits/limit-headers.ts';
import type { LimitOverrides } from '../platform/limits/limit-name.ts';
import type { Limits } from '../platform/limits/limits.ts';
import type { Metrics } from '../platform/metrics/metrics.ts';
import type { OpenedShare } from './opened-shares.ts';
import { readPlainHeaders } from './plain-headers.ts';
import { presentRetrieved } from './present-share.ts';
import { hasExpired } from './share.ts';
import { parseShareId } from './share-address.ts';
import type { ShareDeps } from './share-deps.ts';
import { sharesDialect } from './shares.dialect.ts';
import { type ShareVisitor, showShare } from './show-share.ts';

export type FastRetrievalDeps = Pick<
  ShareDeps,
  'clock' | 'identifyVisitor' | 'journal' | 'spendView' | 'countView' | 'openedShares' | 'log'
> & {
  readonly limits: Limits;
  readonly limitOverrides: LimitOverrides;
  readonly clientAddress: (request: IncomingMessage) => string;
  readonly nextRequestId: () => string;
  readonly metrics: Pick<Metrics, 'request'>;
};

export type FastRetrieval = {
  /** Answers the request and says true, or leaves it untouched. */
  handle(request: IncomingMessage, response: ServerResponse): boolean;
};

const PATH = '/api/v1/share/';
const ROUTE = `${PATH}:id`;

const LIMIT = 'shares.retrieve';
const AWAY = 'The views of this share cannot be counted just now: try again in a moment.';

/**
 * Answers what is asked for most from memory, in front of Hono: a share that anybody may see any number of times, asked for without a
 * key, a password or anything else that has to be judged. All else takes the long way, which remembers such shares for this one.
 */
export function createFastRetrieval(deps: FastRetrievalDeps): FastRetrieval {
  const windows = windowsOf(LIMIT, 'free', deps.limitOverrides);

  const send = (response: ServerResponse, status: number, body: unknown, headers: OutgoingHttpHeaders): void => {
    const text = Buffer.from(JSON.stringify(body));
    response.writeHead(status, {
      'Content-Type': 'application/json',
      'Content-Length': text.length,
      'Cache-Control': 'no-store',
      'X-Request-Id': deps.nextRequestId(),
      ...headers,
    });
    response.end(text);
  };

  const refuse = (response: ServerResponse, error: AppError, headers: OutgoingHttpHeaders): number => {
    const body = sharesDialect.error(sharesDialect.codeOf(error.code), error.message);
    send(response, error.status, body, { ...headers, ...error.headers });
    return error.status;
  };

  const answer = async (response: ServerResponse, opened: OpenedShare, visitor: ShareVisitor): Promise<number> => {
    const state = await deps.limits.consume(LIMIT, windows, addressSubject(visitor.clientAddress));
    const headers = limitHeaders(state);
    if (!state.allowed) return refuse(response, rateLimited(state), headers);
    try {
      const retrieved = await showShare(deps, opened, visitor);
      send(response, 200, { success: true, data: presentRetrieved(retrieved) }, headers);
      return 200;
    } catch (error) {
      deps.log.error({ err: error }, 'a share could not be shown');
      return refuse(response, new AppError(FAILURES.unavailable, AWAY, { headers: { 'Retry-After': '5' } }), headers);
    }
  };

  return {
    handle(request, response) {
      const target = request.url ?? '';
      if (request.method !== 'GET' || !target.startsWith(PATH)) return false;
      const id = parseShareId(target.slice(PATH.length));
      const opened = id === undefined ? undefined : deps.openedShares.find(id);
      if (opened === undefined || hasExpired(opened.share, deps.clock.now())) return false;
      const headers = readPlainHeaders(request.rawHeaders);
      if (headers === undefined) return false;
      const startedMs = performance.now();
      const visitor = { connection: request.socket, clientAddress: deps.clientAddress(request), ...headers };
      void answer(response, opened, visitor).then((status) => {
        deps.metrics.request('GET', ROUTE, status, performance.now() - startedMs);
      });
      return true;
    },
  };
}
