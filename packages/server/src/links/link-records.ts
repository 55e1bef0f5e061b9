import { announceChange } from '../platform/changes/announce-change.ts';
import { toJsonLines } from '../platform/records/json-lines.ts';
import type { RecordKeeper } from '../platform/records/record-keeper.ts';
import { markVisitsForgotten, presentVisit } from '../visits/index.ts';
import { forgetAnswersOf } from './idempotency.store.ts';
import { type LinkDeps, linkSubject } from './link-deps.ts';
import { countLinksOfWorkspace, deleteLinksOfWorkspace, listLinksOfWorkspace } from './link-records.store.ts';
import { presentLink } from './present-link.ts';
import { openLink } from './sealed-link.ts';

const AT_ONCE = 500;

async function* allLinks({ db }: LinkDeps, workspaceId: string) {
  let after = '';
  for (;;) {
    const rows = await listLinksOfWorkspace(db, workspaceId, after, AT_ONCE);
    yield* rows;
    const last = rows.at(-1);
    if (rows.length < AT_ONCE || last === undefined) return;
    after = last.id;
  }
}

async function* presentedLinks(deps: LinkDeps, workspaceId: string) {
  for await (const row of allLinks(deps, workspaceId)) {
    const clicks = (await deps.visits.count([row.id])).get(row.id) ?? 0;
    yield presentLink(openLink(deps.sealer, row), clicks, deps.publicUrl, deps.clock.now());
  }
}

async function* presentedClicks(deps: LinkDeps, workspaceId: string) {
  for await (const { id } of allLinks(deps, workspaceId)) {
    let cursor: string | undefined;
    do {
      const page = await deps.visits.list(id, { limit: AT_ONCE, cursor });
      for (const visit of page.visits) yield { link_id: id, ...presentVisit(visit) };
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
  }
}

/** Links with their clicks. */
export function linkRecords(deps: LinkDeps): RecordKeeper {
  const { db, clock } = deps;
  return {
    name: 'links',
    count: async (workspaceId) => ({ links: await countLinksOfWorkspace(db, workspaceId) }),
    async *export(workspaceId) {
      yield* toJsonLines('links/links', presentedLinks(deps, workspaceId));
      yield* toJsonLines('links/clicks', presentedClicks(deps, workspaceId));
    },
    async erase(workspaceId, signal) {
      await forgetAnswersOf(db, workspaceId);
      while (!signal.aborted) {
        const deleted = await db.transaction().execute(async (transaction) => {
          const links = await deleteLinksOfWorkspace(transaction, workspaceId, AT_ONCE);
          for (const link of links) {
            await markVisitsForgotten(transaction, link.id, clock.now());
            await announceChange(transaction, linkSubject(link));
          }
          return links;
        });
        for (const link of deleted) deps.onAddressChanged(link);
        if (deleted.length < AT_ONCE) return;
      }
    },
  };
}
