import type { Context } from 'hono';
import type { SharePage } from '../../web/index.ts';
import { findShare } from '../find-share.ts';
import { type ReadShare, readShareContent } from '../read-share-content.ts';
import { isAhead, type RetrievalEnv, visitorOf } from '../retrieval-request.ts';
import { retrieveShare } from '../retrieve-share.ts';
import type { Share } from '../share.ts';
import { shareNotFound } from '../shares.errors.ts';
import { grantLease, hasLease, hasLeaseCookie } from './share-cookies.ts';
import type { SharePageDeps } from './share-page-deps.ts';
import { factsOf, showShare } from './show-share.ts';

/** What a browser that was shown the content may load again, also when the last view has been spent meanwhile. */
export async function readLeased(c: Context, deps: SharePageDeps, reference: string): Promise<ReadShare | undefined> {
  if (!hasLeaseCookie(c)) return undefined;
  const read = await readShareContent(deps, reference);
  return read !== undefined && hasLease(c, deps, read.share) ? read : undefined;
}

export const addressOf = (reference: string): string => `/s/${reference}`;

/** What stands in front of a share that not everybody may see; undefined for one that everybody may. */
export function coverOf(share: Share, reference: string): SharePage | undefined {
  const facts = factsOf(share, addressOf(reference));
  if (share.hasPassword) return { kind: 'password', facts, problem: undefined };
  return share.maxViews === null ? undefined : { kind: 'reveal', facts };
}

export async function showLeased(
  deps: SharePageDeps,
  { share, content }: ReadShare,
  reference: string,
): Promise<SharePage> {
  return showShare(deps, share, content, factsOf(share, addressOf(reference)));
}

/**
 * The page for a GET, which never spends one of a limit: the content to everybody where there is neither limit nor password, and to
 * a browser that was shown it before; else what has to be done first. Throws `not_found`.
 */
export async function openSharePage(
  c: Context<RetrievalEnv>,
  deps: SharePageDeps,
  reference: string,
): Promise<SharePage> {
  const leased = await readLeased(c, deps, reference);
  if (leased !== undefined) return showLeased(deps, leased, reference);
  const found = await findShare(deps, reference);
  if (found === undefined) throw shareNotFound();
  const cover = coverOf(found, reference);
  if (cover !== undefined) return cover;
  if (c.req.method === 'HEAD' || isAhead(c)) return { kind: 'card', facts: factsOf(found, addressOf(reference)) };
  const { share, content } = await retrieveShare(
    deps,
    reference,
    { clientAddress: c.get('clientAddress') },
    visitorOf(c),
  );
  grantLease(c, deps, share);
  return showShare(deps, share, content, factsOf(share, addressOf(reference)));
}
