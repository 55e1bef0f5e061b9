import { linksDialect } from './links/index.ts';
import type { ErrorCode } from './platform/http/app-error.ts';
import { FAILURES } from './platform/http/kinds-of-failure.ts';
import type { Refusal, RefusalReason, Refuse } from './redirect/index.ts';
import { chooseLanguage, PAGE_VARY, prefersJson, renderPage, retryAfterHeader } from './web/index.ts';

type Described = { readonly failure: ErrorCode; readonly message: string };

const BLOCKED = {
  block_list: 'The destination of this link is on this server’s block list. Nobody was sent there.',
  dangerous:
    'The destination of this link is suspected of being unsafe. Advisory provided by Google. Nobody was sent there.',
  tampered: 'The stored destination of this link was altered and is not trusted. Nobody was sent there.',
  not_allowed: 'This server does not redirect to the destination of this link. Nobody was sent there.',
} as const;

function describe(reason: RefusalReason): Described {
  switch (reason.kind) {
    case 'not-found':
      return { failure: FAILURES.notFound, message: 'There is no link at this address.' };
    case 'blocked':
      return { failure: FAILURES.forbidden, message: BLOCKED[reason.because] };
    case 'too-many-requests':
      return {
        failure: FAILURES.rateLimited,
        message: 'You asked for too many links that are not there. Wait a moment.',
      };
    case 'unavailable':
      return {
        failure: FAILURES.unavailable,
        message: 'The link cannot be looked up just now. Try again in a moment.',
      };
  }
}

function toJson(reason: RefusalReason): Refusal {
  const { failure, message } = describe(reason);
  const body = Buffer.from(JSON.stringify(linksDialect.error(failure.code, message)));
  return {
    status: failure.status,
    headers: {
      'Content-Type': 'application/json',
      'Content-Length': String(body.length),
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      'X-Robots-Tag': 'noindex',
      Vary: PAGE_VARY,
      ...retryAfterHeader(reason),
    },
    body,
  };
}

/** A page for people in their language, or JSON for a program that prefers it. */
export const refuseRedirect: Refuse = (reason, { accept, acceptLanguage }) =>
  prefersJson(accept) ? toJson(reason) : renderPage(reason, chooseLanguage(acceptLanguage));
