import { findPageByAddress } from '../find-page-by-address.ts';
import { readPageBytes } from '../read-page-bytes.ts';
import { GUARDS, reviewSecurityPolicy } from '../show/content-headers.ts';
import { useHandOver } from '../show/hand-over.ts';
import type { Exchange, PageAnswers } from '../show/page-answers.ts';
import type { PageShowDeps } from '../show/page-show-deps.ts';
import { FRAME_SCRIPT, FRAME_SCRIPT_SOURCE } from './browser-scripts.ts';
import { insertScript } from './insert-script.ts';

/** Name of the query parameter with the token that opens a copy for the frame of the review. */
export const REVIEW_TOKEN = 'review';

/** The copy of one version that the review shows in its frame, for who brings the token of that review. It is nobody's view. */
export async function sendReviewFrame(
  deps: PageShowDeps,
  answers: PageAnswers,
  exchange: Exchange,
  token: string,
  frameAncestors: string,
): Promise<void> {
  const permission = await useHandOver(deps, 'review', token);
  const found = permission && (await findPageByAddress(deps, exchange.address));
  const content =
    found?.page.id === permission?.pageId && found !== undefined && permission !== undefined
      ? await readPageBytes(deps, found.page, permission.version)
      : undefined;
  if (found === undefined || content === undefined) return answers.refuseStranger(exchange, undefined);
  const { charset } = content.version;
  const body = insertScript(content.bytes, charset, FRAME_SCRIPT);
  exchange.response.writeHead(200, {
    ...Object.fromEntries(GUARDS),
    'Content-Type': `text/html; charset=${charset}`,
    'Content-Length': String(body.length),
    'Content-Security-Policy': reviewSecurityPolicy(found.page.mode, frameAncestors, FRAME_SCRIPT_SOURCE),
    'Cache-Control': 'no-store',
    'X-Robots-Tag': 'noindex',
    'X-Request-Id': deps.nextRequestId(),
  });
  exchange.response.end(exchange.asked.isHead ? undefined : body);
}
