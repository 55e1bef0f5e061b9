import type { Db } from '../../platform/db/engine.ts';
import { listResponsibleRows } from './memberships.store.ts';

/** The proven addresses of who looks after a workspace: its owners and administrators. None where nobody ever signed in. */
export async function listResponsible({ db }: { readonly db: Db }, workspaceId: string): Promise<readonly string[]> {
  return (await listResponsibleRows(db, workspaceId)).map(({ email }) => email);
}
