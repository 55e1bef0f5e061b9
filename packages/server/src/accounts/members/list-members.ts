import type { Db } from '../../platform/db/engine.ts';
import { type Member, toMember } from './member.ts';
import { listMemberRows } from './members.store.ts';

/** The longest first. Every member may see them. */
export async function listMembers({ db }: { readonly db: Db }, workspaceId: string): Promise<readonly Member[]> {
  return (await listMemberRows(db, workspaceId)).map(toMember);
}
