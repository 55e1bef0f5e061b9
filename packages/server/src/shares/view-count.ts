import type { Share } from './share.ts';
import type { ShareDeps } from './share-deps.ts';

/** The views of each share by its id, those of all nodes that are stored and all of this one. */
export async function viewCountsOf(
  { visits }: Pick<ShareDeps, 'visits'>,
  shares: readonly Share[],
): Promise<(share: Share) => number> {
  const counts = await visits.count(shares.filter(({ maxViews }) => maxViews === null).map(({ id }) => id));
  return ({ id, maxViews, spentViews }) => (maxViews === null ? (counts.get(id) ?? 0) : spentViews);
}

export async function viewCountOf(deps: Pick<ShareDeps, 'visits'>, share: Share): Promise<number> {
  return (await viewCountsOf(deps, [share]))(share);
}
