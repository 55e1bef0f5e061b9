import { STATUS_CODES } from 'node:http';
import { windowsOf } from '../accounts/index.ts';
import { AppError } from '../platform/http/app-error.ts';
import type { AnswerPlainRequest } from '../platform/http/fast-lane/plain-request.ts';
import { unavailable } from '../platform/http/unavailable.ts';
import { addressSubject } from '../platform/limits/address-subject.ts';
import { limitHeaders, rateLimited } from '../platform/limits/limit-headers.ts';
import type { LimitOverrides } from '../platform/limits/limit-name.ts';
import type { LimitState } from '../platform/limits/limit-state.ts';
import type { Limits } from '../platform/limits/limits.ts';
import type { Metrics } from '../platform/metrics/metrics.ts';
import type { Asking } from '../platform/net/client-address.ts';
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
  'clock' | 'countVisit' | 'spendView' | 'countView' | 'openedShares' | 'log'
> & {
  readonly limits: Limits;
  readonly limitOverrides: LimitOverrides;
  readonly clientAddress: (request: Asking) => string;
  readonly nextRequestId: () => string;
  readonly metrics: Pick<Metrics, 'request'>;
};

const PATH = '/api/v1/share/';
const ROUTE = `${PATH}:id`;

const LIMIT = 'shares.retrieve';
const AWAY = 'The views of this share cannot be counted just now: try again in a moment.';

type Answer = { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: unknown };

function toRefusal(error: AppError, state: LimitState): Answer {
  const body = sharesDialect.error(sharesDialect.codeOf(error.code), error.message);
  return { status: error.status, headers: { ...limitHeaders(state), ...error.headers }, body };
}

/**
 * Answers what is asked for most from memory, in front of everything else: a share that anybody may see, asked for without a key,
 * a password or anything else that has to be judged. All else takes the long way, which remembers such shares
 * for this one.
 */
export function createFastRetrieval(deps: FastRetrievalDeps): AnswerPlainRequest {
  const windows = windowsOf(LIMIT, 'free', deps.limitOverrides);

  const answer = async (opened: OpenedShare, visitor: ShareVisitor): Promise<Answer> => {
    const state = await deps.limits.consume(LIMIT, windows, addressSubject(visitor.clientAddress));
    if (!state.allowed) return toRefusal(rateLimited(state), state);
    try {
      const retrieved = await showShare(deps, opened, visitor);
      return { status: 200, headers: limitHeaders(state), body: { success: true, data: presentRetrieved(retrieved) } };
    } catch (error) {
      // It was there a moment ago: this is no guess, and does not count as one.
      if (error instanceof AppError && error.status === 404) return toRefusal(error, state);
      deps.log.error({ err: error }, 'a share could not be shown');
      return toRefusal(unavailable(AWAY), state);
    }
  };

  /** With the names in the case that Hono gives them. */
  const headOf = ({ status, headers }: Answer, length: number): string => {
    const lines = Object.entries(headers).map(([name, value]) => `${name.toLowerCase()}: ${value}\r\n`);
    return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\ncache-control: no-store\r\n${lines.join('')}x-request-id: ${deps.nextRequestId()}\r\n`;
  };

  return (get, reply) => {
    if (get.method !== 'GET' || !get.target.startsWith(PATH)) return false;
    const id = parseShareId(get.target.slice(PATH.length));
    const opened = id === undefined ? undefined : deps.openedShares.find(id);
    if (opened === undefined || hasExpired(opened.share, deps.clock.now())) return false;
    const headers = readPlainHeaders(get.rawHeaders);
    if (headers === undefined) return false;
    const startedMs = performance.now();
    const visitor = { connection: get.socket, clientAddress: deps.clientAddress(get), ...headers };
    void answer(opened, visitor).then((answered) => {
      const body = Buffer.from(JSON.stringify(answered.body)).toString('latin1');
      reply(headOf(answered, body.length), body);
      deps.metrics.request('GET', ROUTE, answered.status, performance.now() - startedMs);
    });
    return true;
  };
}
