import { SealBroken } from '../platform/crypto/seal.ts';
import { CHAIN_START, digestOf, nextHash } from '../platform/events/audit-digest.ts';
import { listEntriesOfWorkspace } from '../platform/events/event-records.store.ts';
import type { AuditEntryRow, EventHeadTable } from '../platform/events/events.table.ts';
import { openSummary } from '../platform/events/sealed-event.ts';
import { findEntryHash, listAllHeads, listHeadless } from './audit.store.ts';
import type { AuditDeps } from './audit-deps.ts';

const AT_ONCE = 1_000;

/** What was found in a workspace. `problem`: the first thing that is wrong, with its place; null when nothing is. */
export type ChainReport = {
  readonly workspaceId: string;
  readonly entries: number;
  /** Of the last entry: who has noted it down can tell whether a chain was cut and all after it written anew. */
  readonly hash: string;
  readonly problem: string | null;
};

/** The words of an entry are sealed, so they have to open and to be those that the entry was made with. */
function hasItsWords({ sealer }: AuditDeps, row: AuditEntryRow): boolean {
  try {
    const words = openSummary(sealer, row);
    return words === null || sealer.fingerprint(words) === row.summary_fingerprint;
  } catch (error) {
    if (error instanceof SealBroken) return false;
    throw error;
  }
}

function examine(deps: AuditDeps, row: AuditEntryRow, before: { number: number; hash: string }): string | null {
  const expected = before.number + 1;
  if (row.number !== expected) {
    const last = row.number - 1;
    return last === expected ? `entry ${expected} is missing` : `entries ${expected} to ${last} are missing`;
  }
  if (nextHash(before.hash, digestOf(deps.sealer, row)) !== row.hash) {
    return `entry ${row.number} was changed, or one before it was replaced`;
  }
  return hasItsWords(deps, row) ? null : `the words of entry ${row.number} were changed`;
}

async function verifyChain(deps: AuditDeps, head: EventHeadTable): Promise<ChainReport> {
  const report = { workspaceId: head.workspace_id, entries: head.entries, hash: head.hash };
  let before = { number: 0, hash: CHAIN_START };
  for (;;) {
    const rows = await listEntriesOfWorkspace(deps.db, head.workspace_id, before.number, AT_ONCE);
    for (const row of rows) {
      // Written since this check began.
      if (row.number > head.entries) break;
      const problem = examine(deps, row, before);
      if (problem !== null) return { ...report, problem };
      before = { number: row.number, hash: row.hash };
    }
    if (rows.length < AT_ONCE || before.number >= head.entries) break;
  }
  if (before.number < head.entries) {
    return { ...report, problem: `entries ${before.number + 1} to ${head.entries} are missing, at the end` };
  }
  return { ...report, problem: before.hash === head.hash ? null : 'the end of the chain was replaced' };
}

/** An entry that was noted down elsewhere, and has to be where it was: without one, a chain that was cut at its end looks whole. */
export type KnownEntry = { readonly workspaceId: string; readonly number: number; readonly hash: string };

async function compare({ db }: AuditDeps, report: ChainReport, known: readonly KnownEntry[]): Promise<ChainReport> {
  for (const { workspaceId, number, hash } of known) {
    if (report.problem !== null || workspaceId !== report.workspaceId) continue;
    const found = await findEntryHash(db, workspaceId, number);
    if (found !== hash) return { ...report, problem: `entry ${number} is not the one that was noted down` };
  }
  return report;
}

/** Goes through every chain from its start. */
export async function* verifyAudit(deps: AuditDeps, known: readonly KnownEntry[] = []): AsyncGenerator<ChainReport> {
  for (const head of await listAllHeads(deps.db)) {
    if (head.entries > 0) yield await compare(deps, await verifyChain(deps, head), known);
  }
  for (const workspaceId of await listHeadless(deps.db)) {
    yield { workspaceId, entries: 0, hash: '', problem: 'what says how many entries there are is missing' };
  }
}
