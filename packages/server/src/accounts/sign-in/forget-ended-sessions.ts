import { SESSION_IDLE_MS, type SessionDeps } from './current-session.ts';
import { deleteEndedSessions, deleteEndedVerifications } from './sessions.store.ts';

/** Ended sessions open nothing already; this removes what they say about people. */
export async function forgetEndedSessions({ db, clock }: Pick<SessionDeps, 'db' | 'clock'>): Promise<void> {
  const nowMs = clock.now();
  const now = new Date(nowMs).toISOString();
  await deleteEndedSessions(db, now, nowMs - SESSION_IDLE_MS);
  await deleteEndedVerifications(db, now);
}
