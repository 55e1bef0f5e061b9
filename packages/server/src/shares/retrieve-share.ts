import { pretendToCheckPassword } from './check-password.ts';
import { findShare } from './find-share.ts';
import { openShareContent } from './read-share-content.ts';
import type { Share, ShareContent } from './share.ts';
import type { ShareDeps } from './share-deps.ts';
import { requireProof, type ShareProof } from './share-proof.ts';
import { shareNotFound } from './shares.errors.ts';

/** Who looks at a share, for the record of visits. `connection`: any object that lives as long as the connection. */
export type ShareVisitor = {
  readonly connection: object;
  readonly userAgent: string;
  readonly referrer: string;
};

export type RetrievedShare = {
  readonly share: Share;
  readonly content: ShareContent;
  /** This view included. */
  readonly viewCount: number;
};

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

function noteVisit(deps: ShareDeps, share: Share, { clientAddress }: ShareProof, visitor: ShareVisitor): Promise<void> {
  const { connection, userAgent, referrer } = visitor;
  const atMs = deps.clock.now();
  const { address, visitor: hash } = deps.identifyVisitor(connection, clientAddress, userAgent, atMs);
  const visit = { subjectId: share.id, atMs, intent: 'navigate', address, visitor: hash, userAgent, referrer } as const;
  return new Promise((resolve) => deps.journal.append(visit, resolve));
}

/** One of a limit is spent in the database for good; others are counted by their visits. */
async function countView(deps: ShareDeps, share: Share): Promise<number> {
  if (share.maxViews === null) return deps.countView(share.id);
  const spentViews = await deps.spendView(share);
  if (spentViews === undefined) throw shareNotFound();
  return spentViews;
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
  const share = await findProvenShare(deps, text, proof);
  // Opened before a view is spent on it: what was erased or tampered with costs nobody a view.
  const content = await openShareContent(deps, share);
  if (content === undefined) throw shareNotFound();
  const viewCount = await countView(deps, share);
  await noteVisit(deps, share, proof, visitor);
  return { share, content, viewCount };
}
