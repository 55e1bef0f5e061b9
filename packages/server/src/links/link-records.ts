import { announceChange } from '../platform/changes/announce-change.ts';
import { countOfWorkspace } from '../platform/records/count-of-workspace.store.ts';
import { inIdPages } from '../platform/records/in-pages.ts';
import { toJsonLines } from '../platform/records/json-lines.ts';
import type { RecordKeeper } from '../platform/records/record-keeper.ts';
import { repeatErasing } from '../platform/records/repeat-erasing.ts';
import { allVisits, markVisitsForgotten } from '../visits/index.ts';
import { forgetAnswersOf } from './idempotency.store.ts';
import { type LinkDeps, linkSubject } from './link-deps.ts';
import { deleteLinksOfWorkspace, listLinksOfWorkspace } from './link-records.store.ts';
import { presentLink } from './present-link.ts';
import { openLink } from './sealed-link.ts';

const allLinks = ({ db }: LinkDeps, workspaceId: string) =>
  inIdPages((afterId, limit) => listLinksOfWorkspace(db, workspaceId, afterId, limit));

async function* presentedLinks(deps: LinkDeps, workspaceId: string) {
  for await (const row of allLinks(deps, workspaceId)) {
    const clicks = (await deps.visits.count([row.id])).get(row.id) ?? 0;
    yield presentLink(openLink(deps.sealer, row), clicks, deps.publicUrl, deps.clock.now());
  }
}

async function* clicks(deps: LinkDeps, workspaceId: string) {
  for await (const { id } of allLinks(deps, workspaceId)) yield* allVisits(deps.visits, id);
}

async function eraseSome(deps: LinkDeps, workspaceId: string, limit: number): Promise<number> {
  const erased = await deps.db.transaction().execute(async (transaction) => {
    const links = await deleteLinksOfWorkspace(transaction, workspaceId, limit);
    for (const link of links) {
      await markVisitsForgotten(transaction, link.id, deps.clock.now());
      await announceChange(transaction, linkSubject(link));
    }
    return links;
  });
  for (const link of erased) deps.onAddressChanged(link);
  return erased.length;
}

/** Links with their clicks. */
export function linkRecords(deps: LinkDeps): RecordKeeper {
  const { db } = deps;
  return {
    name: 'links',
    count: async (workspaceId) => ({ links: await countOfWorkspace(db, 'links', workspaceId) }),
    async *export(workspaceId) {
      yield* toJsonLines('links/links', presentedLinks(deps, workspaceId));
      yield* toJsonLines('links/clicks', clicks(deps, workspaceId));
    },
    async erase(workspaceId, signal) {
      await forgetAnswersOf(db, workspaceId);
      await repeatErasing((limit) => eraseSome(deps, workspaceId, limit), signal);
    },
  };
}
