import type { ErrorCode } from '../../platform/http/app-error.ts';
import { FAILURES } from '../../platform/http/kinds-of-failure.ts';
import {
  chooseLanguage,
  PAGE_VARY,
  prefersJson,
  renderPage,
  retryAfterHeader,
  STYLE_SOURCE,
  type Page as WebPage,
} from '../../web/index.ts';
import { pagesDialect } from '../pages.dialect.ts';
import { GUARDS, refusalSecurityPolicy } from './content-headers.ts';

type Kind = 'sign-in-to-see' | 'not-for-you' | 'not-found' | 'too-many-requests' | 'unavailable' | 'failed';

/** Why no page is shown, as its visitor may know it. */
export type PageRefusal = Extract<WebPage, { kind: Kind }>;

export type RenderedRefusal = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
};

const NOT_FOUND = { failure: FAILURES.notFound, message: 'There is no page at this address, or you may not see it.' };

const DESCRIBED: Record<Kind, { readonly failure: ErrorCode; readonly message: string }> = {
  'sign-in-to-see': NOT_FOUND,
  'not-for-you': NOT_FOUND,
  'not-found': NOT_FOUND,
  'too-many-requests': {
    failure: FAILURES.rateLimited,
    message: 'You asked for too many pages that are not there. Wait a moment.',
  },
  unavailable: {
    failure: FAILURES.unavailable,
    message: 'The page cannot be looked up just now. Try again in a moment.',
  },
  failed: { failure: FAILURES.internal, message: 'Something went wrong on this server.' },
};

const GUARDED = {
  ...Object.fromEntries(GUARDS),
  'Content-Security-Policy': refusalSecurityPolicy(STYLE_SOURCE),
  'Cache-Control': 'no-store',
  'X-Robots-Tag': 'noindex',
};

function toJson(refusal: PageRefusal): RenderedRefusal {
  const { failure, message } = DESCRIBED[refusal.kind];
  const body = Buffer.from(JSON.stringify(pagesDialect.error(pagesDialect.codeOf(failure.code), message)));
  const headers = { 'Content-Type': 'application/json', 'Content-Length': String(body.length) };
  return { status: failure.status, headers: { ...headers, ...retryAfterHeader(refusal) }, body };
}

/** A page for people in their language, or JSON for a program that prefers it; guarded as content is. */
export function refusePage(
  refusal: PageRefusal,
  { accept, acceptLanguage }: { readonly accept: string; readonly acceptLanguage: string },
): RenderedRefusal {
  const rendered = prefersJson(accept) ? toJson(refusal) : renderPage(refusal, chooseLanguage(acceptLanguage));
  return { ...rendered, headers: { Vary: PAGE_VARY, ...rendered.headers, ...GUARDED } };
}
