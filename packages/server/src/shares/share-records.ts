import { announceChange } from '../platform/changes/announce-change.ts';
import { countOfWorkspace } from '../platform/records/count-of-workspace.store.ts';
import { inIdPages } from '../platform/records/in-pages.ts';
import { toJsonLines } from '../platform/records/json-lines.ts';
import type { RecordFile, RecordKeeper } from '../platform/records/record-keeper.ts';
import { repeatErasing } from '../platform/records/repeat-erasing.ts';
import { allVisits, markVisitsForgotten } from '../visits/index.ts';
import { countAnswers } from './answers/answers.store.ts';
import { presentListed } from './present-share.ts';
import { openShareContent } from './read-share-content.ts';
import type { Share } from './share.ts';
import { type ShareDeps, shareSubject } from './share-deps.ts';
import { deleteSharesOfWorkspace, listSharesOfWorkspace } from './share-records.store.ts';
import { toShare } from './share-row.ts';
import { viewCountOf } from './view-count.ts';

type KeeperDeps = Pick<ShareDeps, 'db' | 'sealer' | 'clock' | 'visits' | 'publicUrl'>;

async function* allShares({ db }: KeeperDeps, workspaceId: string): AsyncGenerator<Share> {
  const rows = inIdPages((afterId, limit) => listSharesOfWorkspace(db, workspaceId, afterId, limit));
  for await (const row of rows) yield toShare(row);
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

async function* views(deps: KeeperDeps, workspaceId: string) {
  for await (const { id } of allShares(deps, workspaceId)) yield* allVisits(deps.visits, id);
}

/** How often each answer was given; who gave it is not the workspace's. */
async function* answers(deps: KeeperDeps, workspaceId: string) {
  for await (const { id } of allShares(deps, workspaceId)) {
    for (const { choice, count } of await countAnswers(deps.db, id)) yield { share_id: id, choice, count };
  }
}

function eraseSome({ db, clock }: KeeperDeps, workspaceId: string, limit: number): Promise<number> {
  return db.transaction().execute(async (transaction) => {
    const ids = await deleteSharesOfWorkspace(transaction, workspaceId, limit);
    for (const id of ids) {
      await markVisitsForgotten(transaction, id, clock.now());
      await announceChange(transaction, shareSubject(id));
    }
    return ids.length;
  });
}

/** Shares with their contents and their views. */
export function shareRecords(deps: KeeperDeps): RecordKeeper {
  return {
    name: 'shares',
    count: async (workspaceId) => ({ shares: await countOfWorkspace(deps.db, 'shares', workspaceId) }),
    async *export(workspaceId) {
      yield* toJsonLines('shares/shares', presentedShares(deps, workspaceId));
      yield* contents(deps, workspaceId);
      yield* toJsonLines('shares/views', views(deps, workspaceId));
      yield* toJsonLines('shares/answers', answers(deps, workspaceId));
    },
    erase: (workspaceId, signal) => repeatErasing((limit) => eraseSome(deps, workspaceId, limit), signal),
  };
}
