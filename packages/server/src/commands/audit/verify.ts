import { type ChainReport, type KnownEntry, verifyAudit } from '../../audit/index.ts';
import { AppError } from '../../platform/http/app-error.ts';
import { FAILURES } from '../../platform/http/kinds-of-failure.ts';
import type { CommandContext } from '../command.ts';
import { readOptions, requireNoMore } from '../read-options.ts';
import { UsageError } from '../usage-error.ts';
import { withStore } from '../with-store.ts';

const OPTIONS = { json: { type: 'boolean' }, expect: { type: 'string', multiple: true } } as const;

/** `workspace:number:hash`, as this command has printed it before. */
function readExpected(text: string): KnownEntry {
  const match = /^(wsp_\w+):(\d{1,15}):([0-9a-f]{64})$/.exec(text);
  if (match?.[1] === undefined || match[2] === undefined || match[3] === undefined) {
    throw new UsageError('--expect must be what this command has printed, like wsp_…:12:3fa1….');
  }
  return { workspaceId: match[1], number: Number(match[2]), hash: match[3] };
}

const say = ({ workspaceId, entries, hash, problem }: ChainReport): string =>
  problem === null ? `${workspaceId}:${entries}:${hash} is whole` : `${workspaceId}: ${problem}`;

function describe(reports: readonly ChainReport[], asJson: boolean | undefined): string {
  if (asJson === true) return JSON.stringify({ data: reports });
  return reports.length === 0 ? 'There is nothing to verify yet.' : reports.map(say).join('\n');
}

export async function verify(args: readonly string[], context: CommandContext): Promise<void> {
  const { values, positionals } = readOptions(args, OPTIONS);
  requireNoMore(positionals);
  const expected = (values.expect ?? []).map(readExpected);
  const reports = await withStore(context, async (store) => {
    const found: ChainReport[] = [];
    for await (const report of verifyAudit(store, expected)) found.push(report);
    return found;
  });
  context.out(describe(reports, values.json));
  const broken = reports.filter(({ problem }) => problem !== null).length;
  if (broken > 0) throw new AppError(FAILURES.conflict, `The audit is not whole: see above (${broken}).`);
}
