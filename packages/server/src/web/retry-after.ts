import { UNAVAILABLE_SECONDS } from '../platform/http/unavailable.ts';
import type { Page } from './page.ts';

/** When who is refused may come again, as a header; none where coming again would change nothing. */
export function retryAfterHeader(page: Page): Readonly<Record<string, string>> {
  if (page.kind === 'unavailable') return { 'Retry-After': String(UNAVAILABLE_SECONDS) };
  if (page.kind === 'too-many-requests') return { 'Retry-After': String(Math.ceil(page.retryAfterSeconds)) };
  return {};
}
