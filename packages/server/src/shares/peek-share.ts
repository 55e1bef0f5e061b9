import type { Scope } from '../accounts/index.ts';
import { findShare } from './find-share.ts';
import { openShareContent } from './read-share-content.ts';
import type { ShareDeps } from './share-deps.ts';
import { isOwner } from './share-proof.ts';
import { shareNotFound } from './shares.errors.ts';
import type { RetrievedShare } from './show-share.ts';
import { viewCountOf } from './view-count.ts';

/** A share as others see it, for its owner, without counting. Throws `not_found`, also for somebody else's. */
export async function peekShare(deps: ShareDeps, scope: Scope, id: string): Promise<RetrievedShare> {
  const share = await findShare(deps, id);
  if (share === undefined || !isOwner(share, scope)) throw shareNotFound();
  const content = await openShareContent(deps, share);
  if (content === undefined) throw shareNotFound();
  return { share, content, viewCount: await viewCountOf(deps, share) };
}
