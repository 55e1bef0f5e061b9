import { announceChange } from '../platform/changes/announce-change.ts';
import { toJsonLines } from '../platform/records/json-lines.ts';
import type { RecordFile, RecordKeeper } from '../platform/records/record-keeper.ts';
import { markVisitsForgotten, presentVisit } from '../visits/index.ts';
import { presentListed } from './present-share.ts';
import { openShareContent } from './read-share-content.ts';
import type { Share } from './share.ts';
import { type ShareDeps, shareSubject } from './share-deps.ts';
import { countSharesOfWorkspace, deleteSharesOfWorkspace, listSharesOfWorkspace } from './share-records.store.ts';
import { toShare } from './share-row.ts';
import { viewCountOf } from './view-count.ts';

const AT_ONCE = 100;

type KeeperDeps = Pick<ShareDeps, 'db' | 'sealer' | 'clock' | 'visits' | 'publicUrl'>;

async function* allShares({ db }: KeeperDeps, workspaceId: string): AsyncGenerator<Share> {
  let after = '';
  for (;;) {
    const shares = (await listSharesOfWorkspace(db, workspaceId, after, AT_ONCE)).map(toShare);
    yield* shares;
    const last = shares.at(-1);
    if (shares.length < AT_ONCE || last === undefined) return;
    after = last.id;
  }
}

async function* presentedShares(deps: KeeperDeps, workspaceId: string) {
  for await (const share of allShares(deps, workspaceId)) {
    yield presentListed(share, await viewCountOf(deps, share), deps.publicUrl, deps.clock.now());
  }
}

/** One file each, as a content may have megabytes. None for what was erased. */
async function* contents(deps: KeeperDeps, workspaceId: string): AsyncGenerator<RecordFile> {
  for await (const share of allShares(deps, workspaceId)) {
    const content = await openShareContent(deps, share);
    if (content === undefined) continue;
    if (content.type !== 'interactive') yield { path: `shares/contents/${share.id}.txt`, content: content.body };
    else yield { path: `shares/contents/${share.id}.json`, content: JSON.stringify(content.body) };
  }
}

async function* presentedViews(deps: KeeperDeps, workspaceId: string) {
  for await (const { id } of allShares(deps, workspaceId)) {
    let cursor: string | undefined;
    do {
      const page = await deps.visits.list(id, { limit: AT_ONCE, cursor });
      for (const visit of page.visits) yield { share_id: id, ...presentVisit(visit) };
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
  }
}

/** Shares with their contents and their views. */
export function shareRecords(deps: KeeperDeps): RecordKeeper {
  const { db, clock } = deps;
  return {
    name: 'shares',
    count: async (workspaceId) => ({ shares: await countSharesOfWorkspace(db, workspaceId) }),
    async *export(workspaceId) {
      yield* toJsonLines('shares/shares', presentedShares(deps, workspaceId));
      yield* contents(deps, workspaceId);
      yield* toJsonLines('shares/views', presentedViews(deps, workspaceId));
    },
    async erase(workspaceId, signal) {
      while (!signal.aborted) {
        const deleted = await db.transaction().execute(async (transaction) => {
          const ids = await deleteSharesOfWorkspace(transaction, workspaceId, AT_ONCE);
          for (const id of ids) {
            await markVisitsForgotten(transaction, id, clock.now());
            await announceChange(transaction, shareSubject(id));
          }
          return ids;
        });
        if (deleted.length < AT_ONCE) return;
      }
    },
  };
}
