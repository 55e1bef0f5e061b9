import { pretendToCheckPassword } from './check-password.ts';
import { findShare } from './find-share.ts';
import { openShareContent } from './read-share-content.ts';
import type { Share } from './share.ts';
import type { ShareDeps } from './share-deps.ts';
import { requireProof, type ShareProof } from './share-proof.ts';
import { shareNotFound } from './shares.errors.ts';
import { type RetrievedShare, type ShareVisitor, showShare } from './show-share.ts';

/** A share that may be seen with `proof`, unspent. Throws `not_found` and what `requireProof` throws. */
export async function findProvenShare(deps: ShareDeps, text: string, proof: ShareProof): Promise<Share> {
  const share = await findShare(deps, text);
  if (share !== undefined) {
    await requireProof(deps, share, proof);
    return share;
  }
  const { password, clientAddress } = proof;
  // A missing share takes as long, and has as many tries.
  if (password !== undefined) await pretendToCheckPassword(deps, { password, clientAddress });
  throw shareNotFound();
}

/**
 * Shows a share and counts that as one view, before it resolves: what comes after may fail, and the view is gone then. Throws
 * `not_found`, also when no view is left, and what `requireProof` throws; nothing is counted then.
 */
export async function retrieveShare(
  deps: ShareDeps,
  text: string,
  proof: ShareProof,
  visitor: ShareVisitor,
): Promise<RetrievedShare> {
  const forgottenBefore = deps.openedShares.forgotten;
  const share = await findProvenShare(deps, text, proof);
  // Opened before a view is spent on it: what was erased or tampered with costs nobody a view.
  const content = await openShareContent(deps, share);
  if (content === undefined) throw shareNotFound();
  const opened = { share, content };
  deps.openedShares.remember(opened, forgottenBefore);
  return showShare(deps, opened, visitor);
}
