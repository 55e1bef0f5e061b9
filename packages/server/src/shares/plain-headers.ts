import { isPreviewRobot, PREFETCH_HEADERS } from '../visits/index.ts';
import type { ShareVisitor } from './show-share.ts';

export type PlainHeaders = Pick<ShareVisitor, 'userAgent' | 'referrer' | 'asksForPrivacy'>;

/** Headers that say more about a request for a share than who asks; each of them has to be judged. */
const TELLING = new Set(['authorization', 'x-share-password', 'cookie', ...PREFETCH_HEADERS]);

/**
 * The headers of a request that says nothing but which share it wants; undefined when it says more. They are read as they came,
 * so that Node never builds its object of all of them.
 */
export function readPlainHeaders(rawHeaders: readonly string[]): PlainHeaders | undefined {
  let userAgent = '';
  let referrer = '';
  let asksForPrivacy = false;
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]?.toLowerCase() ?? '';
    if (TELLING.has(name)) return undefined;
    if (name === 'user-agent') userAgent = rawHeaders[index + 1] ?? '';
    else if (name === 'referer') referrer = rawHeaders[index + 1] ?? '';
    else if (name === 'sec-gpc') asksForPrivacy = rawHeaders[index + 1] === '1';
  }
  return isPreviewRobot(userAgent) ? undefined : { userAgent, referrer, asksForPrivacy };
}
