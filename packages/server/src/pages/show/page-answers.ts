import type { IncomingMessage, ServerResponse } from 'node:http';
import { isDatabaseUnavailable } from '../../platform/db/database-unavailable.ts';
import { AppError } from '../../platform/http/app-error.ts';
import type { AddressedPage } from '../find-page-by-address.ts';
import type { Reader } from '../may-read.ts';
import { readPageBytes } from '../read-page-bytes.ts';
import { GUARDS, refusalSecurityPolicy } from './content-headers.ts';
import type { PageAddress } from './page-address.ts';
import type { PageRequest } from './page-request.ts';
import type { PageShowDeps } from './page-show-deps.ts';
import { createPublicPages } from './public-pages.ts';
import { type PageRefusal, refusePage } from './refuse-page.ts';
import { sendOn } from './send-on.ts';
import { createSendPage } from './send-page.ts';
import { type ShownPage, toShownPage } from './shown-page.ts';
import { signInAddress } from './sign-in-address.ts';

/** One request for a page, and where its answer goes. */
export type Exchange = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly asked: PageRequest;
  readonly address: PageAddress;
  /** What stands behind the `?`. */
  readonly query: string;
};

const REDIRECT_HEADERS = {
  ...Object.fromEntries(GUARDS),
  'Content-Security-Policy': refusalSecurityPolicy("'none'"),
  'Cache-Control': 'no-store',
  'X-Robots-Tag': 'noindex',
  'Content-Length': '0',
};

export type PageAnswers = ReturnType<typeof createPageAnswers>;

/** All that can be answered at the address of a page, whichever host was asked. */
export function createPageAnswers(deps: PageShowDeps, frameAncestors: string) {
  const { log, metrics } = deps;
  const pages = createPublicPages(deps);
  const { sendPage, sendPlain } = createSendPage(deps, frameAncestors);

  const refuse = ({ response, asked }: Exchange, refusal: PageRefusal): void => {
    const { status, headers, body } = refusePage(refusal, asked);
    response.writeHead(status, { ...headers, 'X-Request-Id': deps.nextRequestId() });
    response.end(asked.isHead ? undefined : body);
  };

  const fail = (exchange: Exchange, error: unknown): void => {
    const isAway = isDatabaseUnavailable(error) || (error instanceof AppError && error.status === 503);
    const requestId = deps.nextRequestId();
    log.error({ err: error, requestId }, 'a page could not be shown');
    metrics.page('unavailable');
    if (exchange.response.headersSent) exchange.response.destroy();
    else refuse(exchange, isAway ? { kind: 'unavailable' } : { kind: 'failed', requestId });
  };

  const send = (exchange: Exchange, shown: ShownPage): void => {
    const { request, response, asked, address } = exchange;
    const sent = sendPage(request, response, asked, shown, () => pages.noteGrowth(address, shown));
    sent?.catch((error: unknown) => fail(exchange, error));
  };

  const refuseStranger = async (exchange: Exchange, reader: Reader | undefined): Promise<void> => {
    const retryAfterSeconds = await deps.throttleMiss(deps.clientAddress(exchange.request));
    metrics.page(retryAfterSeconds > 0 ? 'too-many-requests' : 'not-found');
    if (retryAfterSeconds > 0) return refuse(exchange, { kind: 'too-many-requests', retryAfterSeconds });
    if (reader !== undefined) return refuse(exchange, { kind: 'not-for-you', email: reader.email });
    return refuse(exchange, { kind: 'sign-in-to-see', signInPath: signInAddress(deps.publicUrl, exchange.address) });
  };

  return {
    pages,
    refuse,
    fail,
    send,
    sendPlain,
    /** The same whether the page is not there or not for this person. */
    refuseStranger,

    async sendPublic(exchange: Exchange, found: AddressedPage, forgottenBefore: number): Promise<void> {
      const shown = await pages.load(exchange.address, found, forgottenBefore);
      if (shown === undefined) await refuseStranger(exchange, undefined);
      else send(exchange, shown);
    },

    async sendToReader(exchange: Exchange, found: AddressedPage, reader: Reader): Promise<void> {
      const content = await readPageBytes(deps, found.page, found.page.version);
      if (content === undefined) await refuseStranger(exchange, reader);
      else send(exchange, toShownPage({ ...found, current: content.version }, content.bytes, false));
    },

    /** The same for a reader who may come from a form. */
    sendOn({ response, asked }: Exchange, url: string): void {
      metrics.page('handed-over');
      const { headers, body } = sendOn(url, asked.acceptLanguage);
      response.writeHead(200, { ...headers, 'X-Request-Id': deps.nextRequestId() });
      response.end(asked.isHead ? undefined : body);
    },

    redirect({ response }: Exchange, location: string, headers: Readonly<Record<string, string>> = {}): void {
      metrics.page('handed-over');
      response.writeHead(303, {
        ...REDIRECT_HEADERS,
        ...headers,
        Location: location,
        'X-Request-Id': deps.nextRequestId(),
      });
      response.end();
    },
  };
}
