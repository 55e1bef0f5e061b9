import type { Db } from '../platform/db/engine.ts';
import { countOfWorkspace } from '../platform/records/count-of-workspace.store.ts';
import { toJsonLines } from '../platform/records/json-lines.ts';
import type { RecordKeeper } from '../platform/records/record-keeper.ts';
import { toKey } from './key-row.ts';
import { presentKey } from './present-key.ts';
import { deleteWorkspaceAndKeys, findWorkspaceRowById, listKeysOfWorkspace } from './workspace-records.store.ts';

/** The workspace itself and its keys: to be erased last, as the other records hang on it. */
export function workspaceRecords({ db }: { readonly db: Db }): RecordKeeper {
  async function* presentedKeys(workspaceId: string) {
    for (const row of await listKeysOfWorkspace(db, workspaceId)) yield presentKey(toKey(row));
  }
  return {
    name: 'account',
    count: async (workspaceId) => ({
      workspaces: (await findWorkspaceRowById(db, workspaceId)) === undefined ? 0 : 1,
      keys: await countOfWorkspace(db, 'api_keys', workspaceId),
    }),
    async *export(workspaceId) {
      const workspace = await findWorkspaceRowById(db, workspaceId);
      if (workspace !== undefined) {
        const { created_at, ...columns } = workspace;
        const content = JSON.stringify({ ...columns, created_at: new Date(created_at).toISOString() }, null, 2);
        yield { path: 'account/workspace.json', content };
      }
      yield* toJsonLines('account/keys', presentedKeys(workspaceId));
    },
    erase: (workspaceId) => deleteWorkspaceAndKeys(db, workspaceId),
  };
}
