import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db/engine.ts';
import { findFirstAdministratorId } from '../people/persons.store.ts';
import { adoptTeamsWithoutMembers as adopt } from './members.store.ts';

/** Gives teams that the operator has made on the command line to the first administrator, if there is one yet. */
export async function adoptTeamsWithoutMembers({
  db,
  clock,
}: {
  readonly db: Db;
  readonly clock: Clock;
}): Promise<void> {
  const personId = await findFirstAdministratorId(db);
  if (personId !== undefined) await adopt(db, personId, clock.now());
}
