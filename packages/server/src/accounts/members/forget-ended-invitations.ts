import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db/engine.ts';
import { deleteEndedInvitations } from './invitations.store.ts';

/** Ended invitations open nothing already; this removes whose address was invited where. */
export function forgetEndedInvitations({ db, clock }: { readonly db: Db; readonly clock: Clock }): Promise<void> {
  return deleteEndedInvitations(db, clock.now());
}
