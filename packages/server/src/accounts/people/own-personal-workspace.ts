import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db/engine.ts';
import { insertMembership } from './memberships.store.ts';
import { findPersonRow } from './persons.store.ts';

/** Makes a new person the owner of their personal workspace. */
export async function ownPersonalWorkspace(
  { db, clock }: { readonly db: Db; readonly clock: Clock },
  personId: string,
): Promise<void> {
  const person = await findPersonRow(db, personId);
  if (person === undefined) return;
  const { workspace_id } = person;
  await insertMembership(db, { workspace_id, person_id: personId, role: 'owner', created_at: clock.now() });
}
