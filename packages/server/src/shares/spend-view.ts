import { announceChange } from '../platform/changes/announce-change.ts';
import type { Db } from '../platform/db/engine.ts';
import { type Happening, recordEvents } from '../platform/events/record-events.ts';
import { presentShare } from './present-share.ts';
import type { Share } from './share.ts';
import { type ShareDeps, shareSubject } from './share-deps.ts';
import { countViewsLeft, spendViews } from './unscoped-shares.store.ts';

type Deps = Pick<ShareDeps, 'db' | 'sealer' | 'clock' | 'ids' | 'publicUrl'>;

/** Spends one view of a limited share for good, before it resolves: the views spent by then, undefined when none was left. */
export type SpendView = (share: Share) => Promise<number | undefined>;

type Claim = {
  readonly share: Share;
  readonly resolve: (spentViews: number | undefined) => void;
  readonly reject: (error: unknown) => void;
};

type Settled = { readonly claim: Claim; readonly spentViews: number | undefined };

/** More wait for the next transaction. */
const CLAIMS_AT_ONCE = 500;

/** Claims on one share: with one statement for all, or for as many as are left. The guard of the statement decides. */
async function settleTogether(db: Db, claims: readonly Claim[], nowMs: number): Promise<Settled[]> {
  const [first] = claims;
  let count = claims.length;
  while (first !== undefined && count > 0) {
    const granted = count;
    const spent = await spendViews(db, first.share, granted, nowMs);
    if (spent !== undefined) {
      return claims.map((claim, index) => ({
        claim,
        spentViews: index < granted ? spent - granted + 1 + index : undefined,
      }));
    }
    // Another node may be quicker: then fewer are left than this says, and fewer are asked for next.
    count = Math.min(granted - 1, await countViewsLeft(db, first.share, nowMs));
  }
  return claims.map((claim) => ({ claim, spentViews: undefined }));
}

function toHappening(deps: Deps, { claim: { share }, spentViews }: Settled): Happening[] {
  if (spentViews === undefined) return [];
  return [{ type: 'share.viewed', subjectId: share.id, data: presentShare(share, spentViews, deps.publicUrl) }];
}

async function settle(deps: Deps, claims: readonly Claim[]): Promise<Settled[]> {
  const nowMs = deps.clock.now();
  // Always in the same order, so that two nodes that spend the same shares do not wait for each other.
  const ordered = claims.toSorted((one, other) => (one.share.id < other.share.id ? -1 : 1));
  const byShare = Map.groupBy(ordered, ({ share }) => `${share.id}|${share.passwordVersion}`);
  return deps.db.transaction().execute(async (transaction) => {
    const settled: Settled[] = [];
    for (const group of byShare.values()) settled.push(...(await settleTogether(transaction, group, nowMs)));
    const byOwner = Map.groupBy(
      settled,
      ({ claim: { share } }) => `${share.scope.workspaceId}|${share.scope.livemode}`,
    );
    for (const [, views] of Array.from(byOwner).toSorted(([one], [other]) => (one < other ? -1 : 1))) {
      const [first] = views;
      if (first === undefined) continue;
      const happenings = views.flatMap((view) => toHappening(deps, view));
      await recordEvents(transaction, deps, first.claim.share.scope, happenings);
    }
    // The last in the transaction. Other nodes forget what nobody will see again.
    for (const { claim, spentViews } of settled) {
      if (spentViews === claim.share.maxViews) await announceChange(transaction, shareSubject(claim.share.id));
    }
    return settled;
  });
}

/**
 * One transaction at a time, for all who ask while the one before is being written: a commit waits for the disk, and with one for
 * each view a disk would set the pace. Nobody gets an answer before the commit that holds their view.
 */
export function createSpendView(deps: Deps): SpendView {
  let waiting: Claim[] = [];
  let working = false;

  const work = async (): Promise<void> => {
    working = true;
    while (waiting.length > 0) {
      const claims = waiting.slice(0, CLAIMS_AT_ONCE);
      waiting = waiting.slice(CLAIMS_AT_ONCE);
      try {
        for (const { claim, spentViews } of await settle(deps, claims)) claim.resolve(spentViews);
      } catch (error) {
        for (const claim of claims) claim.reject(error);
      }
    }
    working = false;
  };

  return (share) =>
    new Promise((resolve, reject) => {
      waiting.push({ share, resolve, reject });
      if (!working) void work();
    });
}
