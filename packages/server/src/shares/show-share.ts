import type { OpenedShare } from './opened-shares.ts';
import type { Share } from './share.ts';
import type { ShareDeps } from './share-deps.ts';
import { shareNotFound } from './shares.errors.ts';

/**
 * Who looks at a share, for the record of visits. `connection`: any object that lives as long as the connection. `clientAddress`:
 * the whole address.
 */
export type ShareVisitor = {
  readonly connection: object;
  readonly clientAddress: string;
  readonly userAgent: string;
  readonly referrer: string;
  /** The browser sent `Sec-GPC: 1`. */
  readonly asksForPrivacy: boolean;
};

export type RetrievedShare = OpenedShare & {
  /** This view included. */
  readonly viewCount: number;
};

type Deps = Pick<ShareDeps, 'clock' | 'countVisit' | 'spendView' | 'countView' | 'openedShares'>;

/** One of a limit is spent in the database for good; others are counted by their visits. */
async function countView(deps: Deps, share: Share): Promise<number> {
  if (share.maxViews === null) return deps.countView(share.id);
  const spentViews = await deps.spendView(share);
  // None was left, or this was the last one: nobody will see it again.
  if (spentViews === undefined || spentViews === share.maxViews) deps.openedShares.forget(share.id);
  if (spentViews === undefined) throw shareNotFound();
  return spentViews;
}

function noteVisit(deps: Deps, share: Share, visitor: ShareVisitor): Promise<void> {
  const arrival = { subjectId: share.id, atMs: deps.clock.now(), intent: 'navigate', ...visitor } as const;
  return new Promise((resolve) => deps.countVisit(arrival, resolve));
}

/** Counts one view of a share that may be seen, for good before it resolves. Throws `not_found` when none is left. */
export async function showShare(deps: Deps, opened: OpenedShare, visitor: ShareVisitor): Promise<RetrievedShare> {
  const viewCount = await countView(deps, opened.share);
  await noteVisit(deps, opened.share, visitor);
  return { ...opened, viewCount };
}
