import type { Scope } from '../accounts/index.ts';
import type { EntryObject } from './audit.schema.ts';
import { type EntryFilter, listEntryRows } from './audit.store.ts';
import type { AuditDeps } from './audit-deps.ts';
import { presentEntry } from './present-entry.ts';

const AT_ONCE = 500;

type Page = { readonly limit: number; readonly before?: number | undefined };

/** Newest first. */
export async function listEntries({ db, sealer }: AuditDeps, scope: Scope, filter: EntryFilter, page: Page) {
  // One more than asked for tells whether there is a next page.
  const rows = await listEntryRows(db, scope, filter, { limit: page.limit + 1, before: page.before });
  const entries = rows.slice(0, page.limit).map((row) => presentEntry(sealer, row));
  return { entries, hasMore: rows.length > page.limit };
}

/** Everything that fits, newest first, a few at a time: an export is never in memory as a whole. */
export async function* allEntries(deps: AuditDeps, scope: Scope, filter: EntryFilter): AsyncGenerator<EntryObject> {
  for (let before: number | undefined; ; ) {
    const { entries, hasMore } = await listEntries(deps, scope, filter, { limit: AT_ONCE, before });
    yield* entries;
    if (!hasMore) return;
    before = entries.at(-1)?.number;
  }
}
