import { type ListedReport, listReports } from '../../pages/index.ts';
import type { CommandContext } from '../command.ts';
import { readOptions, requireNoMore, requireWholeNumber } from '../read-options.ts';
import { withStore } from '../with-store.ts';

const OPTIONS = { limit: { type: 'string' }, json: { type: 'boolean' } } as const;
const LIMIT_MAX = 1_000;

/** What strangers wrote goes to a terminal: nothing in it may steer that. */
const onOneLine = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();

function describe({ report, path, isTakenDown }: ListedReport): string {
  const state = path === null ? 'deleted since' : isTakenDown ? 'taken down' : 'shown';
  return [
    `${new Date(report.createdAtMs).toISOString()}  ${report.reason}  ${path ?? report.pageId}  (${state}, version ${report.version})`,
    ...(report.details === '' ? [] : [`  ${onOneLine(report.details)}`]),
    ...(report.email === null ? [] : [`  from ${onOneLine(report.email)}`]),
  ].join('\n');
}

function present({ report, path, isTakenDown }: ListedReport) {
  return {
    id: report.id,
    page_id: report.pageId,
    path,
    version: report.version,
    reason: report.reason,
    details: report.details,
    email: report.email,
    taken_down: isTakenDown,
    created_at: new Date(report.createdAtMs).toISOString(),
  };
}

export async function list(args: readonly string[], context: CommandContext): Promise<void> {
  const { values, positionals } = readOptions(args, OPTIONS);
  requireNoMore(positionals);
  const limit = requireWholeNumber('--limit', values.limit ?? '50', LIMIT_MAX);
  const reports = await withStore(context, (store) => listReports(store, limit));
  if (values.json === true) context.out(JSON.stringify({ data: reports.map(present) }));
  else context.out(reports.length === 0 ? 'Nothing was reported.' : reports.map(describe).join('\n\n'));
}
