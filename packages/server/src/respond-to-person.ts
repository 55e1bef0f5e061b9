import type { Context } from 'hono';
import { linksDialect } from './links/index.ts';
import { isDatabaseUnavailable } from './platform/db/database-unavailable.ts';
import { AppError } from './platform/http/app-error.ts';
import type { RequestEnv } from './platform/http/request-env.ts';
import { respondToError } from './platform/http/respond-to-error.ts';
import type { Log } from './platform/log.ts';
import { chooseLanguage, type Page, prefersJson, renderPage } from './web/index.ts';

function pageFor(error: unknown, requestId: string): Page {
  if (isDatabaseUnavailable(error)) return { kind: 'unavailable' };
  if (!(error instanceof AppError) || error.status === 500) return { kind: 'failed', requestId };
  if (error.status === 429) {
    return { kind: 'too-many-requests', retryAfterSeconds: Number(error.headers['Retry-After'] ?? 60) };
  }
  return error.status === 503 ? { kind: 'unavailable' } : { kind: 'not-found' };
}

/** An answer to a failure outside the APIs: a page for people, or JSON for a program that prefers it. */
export function respondToPerson(c: Context<RequestEnv>, error: unknown, log: Log): Response {
  if (prefersJson(c.req.header('accept'))) return respondToError(c, error, linksDialect, log);
  if (!(error instanceof AppError)) log.error({ err: error }, 'a page could not be answered');
  const page = renderPage(pageFor(error, c.get('requestId')), chooseLanguage(c.req.header('accept-language')));
  return c.body(new Uint8Array(page.body), page.status, page.headers);
}
