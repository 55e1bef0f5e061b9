import { SERVER } from '../platform/events/caller.ts';
import { recordChange } from '../platform/events/record-change.ts';
import { markVisitsForgotten } from '../visits/index.ts';
import { describeShare } from './describe-share.ts';
import { pruneAttempts } from './password-attempts.store.ts';
import { ATTEMPTS_FORGOTTEN_MS } from './password-throttle.ts';
import { presentListed } from './present-share.ts';
import type { ShareDeps } from './share-deps.ts';
import { deleteErasedShares, eraseBodies, listUnnotedEnds, noteEnd } from './share-retention.store.ts';
import { toShare } from './share-row.ts';
import { viewCountOf } from './view-count.ts';

const AT_ONCE = 100;

export type ShareRetention = {
  /** From the end of a share to the erasure of its content. Meanwhile a browser that was shown it may show it again. */
  readonly eraseAfterMs: number;
  /** From the end of a share to the deletion of its record. */
  readonly keepRecordMs: number;
};

type RetireDeps = Pick<ShareDeps, 'db' | 'sealer' | 'clock' | 'ids' | 'visits' | 'publicUrl'>;

/** Tells once of each share that has ended. */
async function noteEnds(deps: RetireDeps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const nowMs = deps.clock.now();
    const rows = await listUnnotedEnds(deps.db, nowMs, AT_ONCE);
    if (rows.length === 0) return;
    for (const { id, ...row } of rows) {
      const viewCount = await viewCountOf(deps, toShare({ id, ...row }));
      await deps.db.transaction().execute(async (transaction) => {
        const ended = await noteEnd(transaction, id, nowMs);
        if (ended === undefined) return;
        const share = toShare(ended);
        await recordChange(
          transaction,
          deps,
          { ...share.scope, actor: SERVER },
          {
            type: 'share.expired',
            subjectId: id,
            data: presentListed(share, viewCount, deps.publicUrl, nowMs),
            summary: `Share ended ${share.spentAtMs === null ? 'by time' : 'with its last view'}: ${describeShare(share)}.`,
          },
        );
      });
    }
  }
}

async function eraseContents({ db, clock }: RetireDeps, eraseAfterMs: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const nowMs = clock.now();
    const erased = await db
      .transaction()
      .execute((transaction) => eraseBodies(transaction, nowMs - eraseAfterMs, nowMs, AT_ONCE));
    if (erased < AT_ONCE) return;
  }
}

async function deleteRecords({ db, clock }: RetireDeps, keepRecordMs: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const nowMs = clock.now();
    const deleted = await db.transaction().execute(async (transaction) => {
      const ids = await deleteErasedShares(transaction, nowMs - keepRecordMs, AT_ONCE);
      for (const id of ids) await markVisitsForgotten(transaction, id, nowMs);
      return ids.length;
    });
    if (deleted < AT_ONCE) return;
  }
}

/** What becomes of shares that have ended. For a job; ends early when `signal` says so. */
export async function retireShares(deps: RetireDeps, retention: ShareRetention, signal: AbortSignal): Promise<void> {
  await noteEnds(deps, signal);
  await eraseContents(deps, retention.eraseAfterMs, signal);
  await deleteRecords(deps, retention.keepRecordMs, signal);
  await pruneAttempts(deps.db, deps.clock.now() - ATTEMPTS_FORGOTTEN_MS);
}
