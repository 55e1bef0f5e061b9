import type { Db } from '../../platform/db/engine.ts';
import { findMembershipRow } from './memberships.store.ts';
import type { Role } from './person.ts';

/** What somebody is in a workspace; undefined for who is no member of it, or no more. Asked of the database each time. */
export async function roleOf(
  { db }: { readonly db: Db },
  personId: string,
  workspaceId: string,
): Promise<Role | undefined> {
  return (await findMembershipRow(db, workspaceId, personId))?.role;
}
