import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LinkAddress, RedirectSource, RedirectTarget } from '../links/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Sealer } from '../platform/crypto/seal.ts';
import type { AnswerPlainRequest } from '../platform/http/fast-lane/plain-request.ts';
import { isReservedSegment } from '../platform/http/reserved-segments.ts';
import type { ThrottleMiss } from '../platform/limits/throttle-miss.ts';
import type { Log } from '../platform/log.ts';
import type { Metrics } from '../platform/metrics/metrics.ts';
import type { Asking } from '../platform/net/client-address.ts';
import type { CountVisit } from '../visits/index.ts';
import { createTargetFinder } from './find-target.ts';
import { parseSlug } from './parse-slug.ts';
import type { RedirectCache } from './redirect-cache.ts';
import { redirectHead, redirectHeaders } from './redirect-head.ts';
import type { RefusalReason, Refuse } from './refusal.ts';
import { type BlockListView, blockedBecause, isOver } from './verdict.ts';
import { readVisitHeaders, type VisitHeaders } from './visit-headers.ts';

export type RedirectDeps = {
  readonly cache: RedirectCache;
  readonly source: RedirectSource;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly blockList: BlockListView;
  readonly countVisit: CountVisit;
  readonly clientAddress: (request: Asking) => string;
  readonly refuse: Refuse;
  readonly throttleMiss: ThrottleMiss;
  readonly nextRequestId: () => string;
};

export type Redirect = {
  /** Answers the request and says true, or leaves it untouched: it is none for a link. */
  handle(request: IncomingMessage, response: ServerResponse): boolean;
  /** Answers what is a redirect and known at once; leaves the rest to `handle`. */
  readonly answerPlain: AnswerPlainRequest;
  forget(address: LinkAddress): void;
  forgetAll(): void;
};

/** The hot path: verified links from memory, each answered click in the journal before its answer leaves. */
export function createRedirect(deps: RedirectDeps): Redirect {
  const { blockList, cache, clock, metrics } = deps;
  const findTarget = createTargetFinder({ cache, source: deps.source, sealer: deps.sealer });

  const refuse = (response: ServerResponse, reason: RefusalReason, headers: VisitHeaders): void => {
    metrics.redirect(reason.kind);
    const refusal = deps.refuse(reason, headers);
    response.writeHead(refusal.status, { ...refusal.headers, 'X-Request-Id': deps.nextRequestId() });
    response.end(refusal.body);
  };

  const refuseMissing = async (request: IncomingMessage, response: ServerResponse, headers: VisitHeaders) => {
    const client = deps.clientAddress(request);
    const retryAfterSeconds = await deps.throttleMiss(client);
    if (retryAfterSeconds > 0) refuse(response, { kind: 'too-many-requests', retryAfterSeconds }, headers);
    else refuse(response, { kind: 'not-found' }, headers);
  };

  const follow = (response: ServerResponse, location: string): void => {
    metrics.redirect('redirected');
    response.writeHead(301, redirectHeaders(location, deps.nextRequestId()));
    response.end();
  };

  /** HEAD is answered alike, and is nobody's visit. */
  const count = (
    request: Asking & { readonly method?: string | undefined },
    headers: VisitHeaders,
    linkId: string,
    nowMs: number,
    answer: () => void,
  ): void => {
    if (request.method === 'HEAD') {
      answer();
      return;
    }
    const { userAgent, referrer, intent, asksForPrivacy } = headers;
    const client = { connection: request.socket, clientAddress: deps.clientAddress(request) };
    const arrival = { subjectId: linkId, atMs: nowMs, ...client, userAgent, referrer, intent, asksForPrivacy };
    deps.countVisit(arrival, answer);
  };

  const answer = (request: IncomingMessage, response: ServerResponse, target: RedirectTarget | undefined): void => {
    const headers = readVisitHeaders(request.rawHeaders);
    const nowMs = clock.now();
    if (headers.isServiceWorker) {
      refuse(response, { kind: 'not-found' }, headers);
      return;
    }
    if (target === undefined || isOver(target, nowMs)) {
      refuseMissing(request, response, headers).catch((error) => fail(response, headers, error));
      return;
    }
    const because = blockedBecause(target, blockList);
    if (because !== null) {
      if (because === 'tampered') metrics.tamperedLink();
      refuse(response, { kind: 'blocked', because }, headers);
      return;
    }
    const { linkId, location } = target;
    count(request, headers, linkId, nowMs, () => follow(response, location));
  };

  const fail = (response: ServerResponse, headers: VisitHeaders, error: unknown): void => {
    deps.log.error({ err: error }, 'a link could not be looked up');
    refuse(response, { kind: 'unavailable' }, headers);
  };

  /** The link that a plain request leads to, when it is known at once and open. */
  const findOpen = (requestTarget: string, nowMs: number): RedirectTarget | undefined => {
    const slug = parseSlug(requestTarget);
    if (slug === undefined) return undefined;
    const target = cache.find(slug) ?? (isReservedSegment(slug) ? undefined : findTarget(slug, nowMs));
    if (target === undefined || target instanceof Promise || !target.hasPlainLocation) return undefined;
    return isOver(target, nowMs) || blockedBecause(target, blockList) !== null ? undefined : target;
  };

  return {
    answerPlain(request, reply) {
      const nowMs = clock.now();
      const target = findOpen(request.target, nowMs);
      if (target === undefined) return false;
      const headers = readVisitHeaders(request.rawHeaders);
      if (headers.isServiceWorker) return false;
      const { linkId, location } = target;
      count(request, headers, linkId, nowMs, () => {
        metrics.redirect('redirected');
        reply(redirectHead(location, deps.nextRequestId()));
      });
      return true;
    },
    handle(request, response) {
      if (request.method !== 'GET' && request.method !== 'HEAD') return false;
      const slug = parseSlug(request.url ?? '');
      if (slug === undefined || isReservedSegment(slug)) return false;
      try {
        const found = findTarget(slug, clock.now());
        if (!(found instanceof Promise)) answer(request, response, found);
        else
          found.then(
            (target) => answer(request, response, target),
            (error) => fail(response, readVisitHeaders(request.rawHeaders), error),
          );
      } catch (error) {
        fail(response, readVisitHeaders(request.rawHeaders), error);
      }
      return true;
    },
    forget: ({ slug }) => cache.forget(slug),
    forgetAll: () => cache.forgetAll(),
  };
}
