import { setImmediate as nextTurn } from 'node:timers/promises';
import { announceChange } from '../platform/changes/announce-change.ts';
import type { Db } from '../platform/db/engine.ts';
import { SERVER } from '../platform/events/caller.ts';
import { AppError } from '../platform/http/app-error.ts';
import { describeVerdict } from './describe-link-change.ts';
import type { BlockReason } from './link.ts';
import { type LinkDeps, linkSubject } from './link-deps.ts';
import type { LinkRow } from './links.table.ts';
import { listLinksToRecheck, markChecked, recordVerdict } from './recheck.store.ts';
import { recordLink } from './record-link.ts';
import { openLink } from './sealed-link.ts';
import { type OwnHosts, parseDestination } from './verification/destination.ts';
import type { VerifyDestination } from './verification/verify.ts';

// Opening and checking this many takes a millisecond or two; between batches redirects have their turn.
const BATCH = 50;

type RecheckDeps = Pick<LinkDeps, 'db' | 'sealer' | 'clock' | 'ids' | 'log' | 'publicUrl' | 'onAddressChanged'> & {
  readonly ownHosts: OwnHosts;
  readonly verifyDestination: VerifyDestination;
};

async function judge(deps: RecheckDeps, row: LinkRow): Promise<BlockReason | null> {
  const { destination } = openLink(deps.sealer, row);
  if (destination === null) {
    deps.log.error({ linkId: row.id }, 'a stored destination does not open: it was tampered with');
    return 'tampered';
  }
  try {
    const verdict = await deps.verifyDestination(parseDestination(destination, deps.ownHosts));
    if (verdict.status === 'blocked') return verdict.because;
    // A reputation service that is away takes nothing back.
    return row.verification_reason === 'dangerous' && !verdict.reputationKnown ? 'dangerous' : null;
  } catch (error) {
    if (error instanceof AppError) return 'not_allowed';
    throw error;
  }
}

type Finding = { readonly row: LinkRow; readonly reason: BlockReason | null };

/** Tells that the verdict on a link has changed. A tampered link is told of as it stands: without a destination. */
async function tell(deps: RecheckDeps, db: Db, { row, reason }: Finding, nowMs: number): Promise<void> {
  const status = reason === null ? 'verified' : 'blocked';
  const link = { ...openLink(deps.sealer, row), verification: { status, reason, checkedAtMs: nowMs } } as const;
  const type = reason === null ? 'link.updated' : 'link.blocked';
  await recordLink(db, deps, { ...link.scope, actor: SERVER }, link, { type, summary: describeVerdict(link) });
}

/** One transaction for the whole batch: a commit waits for the disk. Returns the links whose verdict is another than before. */
async function record(deps: RecheckDeps, findings: readonly Finding[], nowMs: number): Promise<Finding[]> {
  const changed = findings.filter(({ row, reason }) => reason !== row.verification_reason);
  const same = findings.filter((finding) => !changed.includes(finding)).map(({ row }) => row.id);
  return deps.db.transaction().execute(async (transaction) => {
    await markChecked(transaction, same, nowMs);
    const recorded: Finding[] = [];
    for (const finding of changed) {
      if (!(await recordVerdict(transaction, finding.row, finding.reason, nowMs))) continue;
      await announceChange(transaction, linkSubject(finding.row));
      recorded.push(finding);
    }
    // Last, and workspace by workspace in one order: each is held to the end of the transaction.
    recorded.sort((one, other) => (one.row.workspace_id < other.row.workspace_id ? -1 : 1));
    for (const finding of recorded) await tell(deps, transaction, finding, nowMs);
    return recorded;
  });
}

/** Checks every link whose last check lies before `checkedBeforeMs`, and records what it finds. Stops between batches on `signal`. */
export async function recheckLinks(deps: RecheckDeps, checkedBeforeMs: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const rows = await listLinksToRecheck(deps.db, checkedBeforeMs, BATCH);
    if (rows.length === 0) return;
    const findings: Finding[] = [];
    for (const row of rows) findings.push({ row, reason: await judge(deps, row) });
    // Never before `checkedBeforeMs`, even if the clock was set back meanwhile: the loop would not end.
    for (const { row, reason } of await record(deps, findings, Math.max(deps.clock.now(), checkedBeforeMs))) {
      deps.log.info({ linkId: row.id, reason }, 'the verification of a link has changed');
      deps.onAddressChanged(row);
    }
    await nextTurn();
  }
}
