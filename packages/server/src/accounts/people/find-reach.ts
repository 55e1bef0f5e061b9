import type { Db } from '../../platform/db/engine.ts';
import { isId } from '../../platform/ids.ts';
import { toWorkspace } from '../find-workspace.ts';
import type { Principal } from '../principal.ts';
import type { Workspace } from '../workspace.ts';
import { findWorkspaceRowById } from '../workspace-records.store.ts';
import { findWorkspaceRowOfMember } from './memberships.store.ts';
import type { Role } from './person.ts';
import { findPersonRowOfWorkspace } from './persons.store.ts';

export type Reach = { readonly workspace: Workspace; readonly role: Role };

/** A key is no member: in its own workspace it counts as what its scopes let it do, and they are asked for beside this. */
function roleOfKey({ kind, scopes }: Principal): Role {
  if (kind === 'personal') return 'owner';
  return scopes.has('admin') ? 'admin' : 'member';
}

/** The person behind a session or a personal key. */
async function personIdOf(db: Db, principal: Principal): Promise<string | undefined> {
  if (principal.personId !== null) return principal.personId;
  if (principal.kind !== 'personal') return undefined;
  return (await findPersonRowOfWorkspace(db, principal.workspaceId))?.id;
}

/**
 * Which workspaces a key or a session may use: its own; for a personal key and a session also those of which its person is a
 * member, asked of the database each time, so that who was removed is out at once. Undefined: to be answered like a workspace that
 * does not exist.
 */
export async function findReach(
  { db }: { readonly db: Db },
  principal: Principal,
  workspaceId: string,
): Promise<Reach | undefined> {
  if (!isId('wsp', workspaceId)) return undefined;
  if (principal.personId === null && workspaceId === principal.workspaceId) {
    const row = await findWorkspaceRowById(db, workspaceId);
    return row && { workspace: toWorkspace(row), role: roleOfKey(principal) };
  }
  // Test keys see and make test objects only, and those of other workspaces are none of theirs.
  const personId = principal.livemode ? await personIdOf(db, principal) : undefined;
  if (personId === undefined) return undefined;
  const row = await findWorkspaceRowOfMember(db, workspaceId, personId);
  if (row === undefined) return undefined;
  const { role, ...columns } = row;
  return { workspace: toWorkspace(columns), role };
}
