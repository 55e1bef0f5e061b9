import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AnswerPlainRequest } from '../../platform/http/fast-lane/plain-request.ts';
import { REVIEW_TOKEN, sendReviewFrame } from '../review/send-review-frame.ts';
import { createAppHost, createContentHost } from './content-host.ts';
import { createOneHost, type HostOfPages } from './one-host.ts';
import { parsePageTarget } from './page-address.ts';
import { createPageAnswers, type Exchange } from './page-answers.ts';
import { readPageRequest } from './page-request.ts';
import type { PageShowDeps } from './page-show-deps.ts';

export type PageShow = {
  /** Answers the request and says true, or leaves it untouched: it is none for a page. */
  handle(request: IncomingMessage, response: ServerResponse): boolean;
  /** Answers a plain GET of a public page that is in memory in the form that is asked for; leaves everything else to `handle`. */
  readonly answerPlain: AnswerPlainRequest;
  /** Whether everything that is asked of this host is for `handle`. `host` is the value of the header. */
  ownsHost(host: string): boolean;
  forget(pageId: string): void;
  forgetAll(): void;
  readonly cacheBytes: number;
};

const NOWHERE = { username: '', slug: '' };

/**
 * Shows pages: public ones from memory, those for certain people from the store each time, and one answer to everybody who may not
 * know whether there is one. In front of Hono for its speed; there is no second way to a page.
 */
export function createPageShow(deps: PageShowDeps): PageShow {
  const { contentUrl } = deps;
  const frameAncestors = contentUrl === undefined ? "'self'" : deps.publicUrl;
  const answers = createPageAnswers(deps, frameAncestors);
  const contentHost = contentUrl === undefined ? undefined : new URL(contentUrl).host;

  const answer = (host: HostOfPages, exchange: Exchange): void => {
    try {
      host(exchange)?.catch((error: unknown) => answers.fail(exchange, error));
    } catch (error) {
      answers.fail(exchange, error);
    }
  };

  /** The host that shows content, and copies of it for the review. */
  const withReview =
    (host: HostOfPages): HostOfPages =>
    (exchange) => {
      const token = exchange.query === '' ? null : new URLSearchParams(exchange.query).get(REVIEW_TOKEN);
      return token === null ? host(exchange) : sendReviewFrame(deps, answers, exchange, token, frameAncestors);
    };

  const usual =
    contentUrl === undefined ? withReview(createOneHost(deps, answers)) : createAppHost(deps, answers, contentUrl);
  const ofContent = contentUrl === undefined ? undefined : withReview(createContentHost(deps, answers, contentUrl));

  const ownsHost = (host: string): boolean => contentHost !== undefined && host.toLowerCase() === contentHost;

  return {
    handle(request, response) {
      const isContentHost = ofContent !== undefined && ownsHost(request.headers.host ?? '');
      const target = parsePageTarget(request.url ?? '');
      if (target === undefined && !isContentHost) return false;
      const isRead = request.method === 'GET' || request.method === 'HEAD';
      const { query, ...address } = target ?? { ...NOWHERE, query: '' };
      const exchange = {
        request,
        response,
        asked: readPageRequest(request.rawHeaders, request.method === 'HEAD'),
        address,
        query,
      };
      // The host for content has nothing else. A page must never become the service worker of a host.
      if (target === undefined || !isRead || exchange.asked.isServiceWorker)
        answers.refuse(exchange, { kind: 'not-found' });
      else answer(isContentHost ? ofContent : usual, exchange);
      return true;
    },
    answerPlain(get, reply) {
      // A path of two segments, on the host that has content.
      if (get.method !== 'GET' || get.target.indexOf('/', 1) === -1) return false;
      if (contentHost !== undefined && !ownsHost(get.host)) return false;
      const shown = answers.pages.find(get.target);
      return shown !== undefined && answers.sendPlain(get, readPageRequest(get.rawHeaders, false), shown, reply);
    },
    ownsHost,
    forget: answers.pages.forget,
    forgetAll: answers.pages.forgetAll,
    get cacheBytes() {
      return answers.pages.bytes;
    },
  };
}
