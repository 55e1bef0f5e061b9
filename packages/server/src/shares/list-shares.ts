import type { Scope } from '../accounts/index.ts';
import type { Share } from './share.ts';
import type { ShareDeps } from './share-deps.ts';
import { toShare } from './share-row.ts';
import { countShares, listShareRows, type ShareStatusFilter } from './shares.store.ts';

export type ShareListing = { readonly status: ShareStatusFilter; readonly limit: number; readonly offset: number };

/** Newest first. */
export async function listShares(
  { db, clock }: Pick<ShareDeps, 'db' | 'clock'>,
  scope: Scope,
  listing: ShareListing,
): Promise<{ readonly shares: Share[]; readonly total: number }> {
  const nowMs = clock.now();
  const [total, rows] = await Promise.all([
    countShares(db, scope, listing.status, nowMs),
    listShareRows(db, scope, listing, nowMs),
  ]);
  return { total, shares: rows.map(toShare) };
}
