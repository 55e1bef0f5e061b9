import { AppError } from '../../platform/http/app-error.ts';
import { FAILURES } from '../../platform/http/kinds-of-failure.ts';
import { addressSubject } from '../../platform/limits/address-subject.ts';
import type { Window } from '../../platform/limits/window.ts';
import { enqueueMail } from '../../platform/mail/enqueue-mail.ts';
import { type AddressedPage, findPageByAddress } from '../find-page-by-address.ts';
import { isForEverybody } from '../show/admit-reader.ts';
import { type PageAddress, pathOf } from '../show/page-address.ts';
import type { PageReportDeps } from './page-report-deps.ts';
import { type Report, toReportRow } from './report.ts';
import { insertReport } from './reports.store.ts';

/** Enough for somebody who met a nest of bad pages, and too few to bury the operator. */
const USUAL_WINDOWS: readonly Window[] = [{ points: 10, perSeconds: 3_600 }];

export type NewReport = Pick<Report, 'reason' | 'details' | 'email'>;

/** The public page at an address; of others it is not told whether they are there. Throws `not_found`. */
export async function requirePublicPage(
  deps: Pick<PageReportDeps, 'db' | 'sealer' | 'publicPages'>,
  address: PageAddress | undefined,
): Promise<AddressedPage> {
  const found = address && (await findPageByAddress(deps, address));
  if (found !== undefined && isForEverybody(found.page, deps)) return found;
  throw new AppError(FAILURES.notFound, 'There is no public page at this address.');
}

async function throttle({ limits, limitOverrides }: PageReportDeps, client: string): Promise<void> {
  const windows = limitOverrides['pages.report'] ?? USUAL_WINDOWS;
  const state = await limits.consume('pages.report', windows, addressSubject(client));
  if (state.allowed) return;
  throw new AppError(FAILURES.rateLimited, 'You have reported much in a short time. Try again later.', {
    headers: { 'Retry-After': String(state.retryAfterSeconds) },
  });
}

function mailAbout(report: Report, url: string) {
  const text = [
    `A visitor reported ${url} (version ${report.version}): ${report.reason}.`,
    report.details === '' ? 'They said nothing more.' : report.details,
    report.email === null ? '' : `Their address: ${report.email}`,
    `To take the page down and keep the evidence: npx proffer pages take-down ${report.pageId} --reason "…"`,
    'All reports: npx proffer reports list',
  ];
  return { subject: `A page was reported: ${report.reason}`, text: text.filter((part) => part !== '').join('\n\n') };
}

/** Keeps what a visitor reports, for the operator. Throws `not_found` and `rate_limited`. */
export async function reportPage(
  deps: PageReportDeps,
  address: PageAddress | undefined,
  input: NewReport,
  client: string,
): Promise<void> {
  const { page, workspace } = await requirePublicPage(deps, address);
  await throttle(deps, client);
  const report: Report = {
    ...input,
    id: deps.ids.uuid(),
    pageId: page.id,
    version: page.version,
    createdAtMs: deps.clock.now(),
  };
  const mail = mailAbout(report, `${deps.publicUrl}${pathOf({ username: workspace.handle, slug: page.slug })}`);
  const operators = deps.mail.isConfigured ? await deps.listOperatorEmails() : [];
  await deps.db.transaction().execute(async (transaction) => {
    await insertReport(transaction, toReportRow(deps.sealer, report));
    for (const to of operators) await enqueueMail(transaction, deps, { to, ...mail });
  });
}
