import { findPerson } from '../people/find-person.ts';
import type { Person } from '../people/person.ts';
import { hasSessionCookie } from './session-cookie.ts';
import { deleteSession, noteSeen } from './sessions.store.ts';
import type { SignIn } from './sign-in.ts';
import type { SignInDeps } from './sign-in-deps.ts';

const DAY_MS = 24 * 3_600_000;
/** A session that nobody used for so long has ended; however much it is used, it ends after 30 days. */
export const SESSION_IDLE_MS = 7 * DAY_MS;
const NOTE_SEEN_EVERY_MS = 5 * 60_000;

export type SessionDeps = Pick<SignInDeps, 'db' | 'clock' | 'log' | 'publicUrl'> & { readonly signIn: SignIn };

export type Session = { readonly id: string; readonly person: Person; readonly signedInAtMs: number };

/** At most once in five minutes, and never while a request waits for it. */
function noteUse({ db, log }: SessionDeps, id: string, seenAtMs: number, nowMs: number): void {
  if (nowMs - seenAtMs < NOTE_SEEN_EVERY_MS) return;
  noteSeen(db, id, nowMs, nowMs - NOTE_SEEN_EVERY_MS).catch((error: unknown) => {
    log.warn({ err: error }, 'the last use of a session was not noted');
  });
}

/** The session of the cookie that a request brings. The database is asked each time: what was ended is over at once, on every node. */
export async function currentSession(deps: SessionDeps, request: Request): Promise<Session | undefined> {
  if (!hasSessionCookie(request, deps.publicUrl)) return undefined;
  const auth = await deps.signIn.auth();
  const found = await auth.api.getSession({ headers: request.headers });
  if (found === null) return undefined;
  const { id, lastSeenAt, userId, createdAt } = found.session;
  const nowMs = deps.clock.now();
  if (nowMs - lastSeenAt > SESSION_IDLE_MS) {
    await deleteSession(deps.db, userId, id);
    return undefined;
  }
  noteUse(deps, id, lastSeenAt, nowMs);
  const person = await findPerson(deps, userId);
  return person && { id, person, signedInAtMs: createdAt.getTime() };
}

/** Who is signed in by the cookie of a request; undefined for nobody. */
export async function currentPerson(deps: SessionDeps, request: Request): Promise<Person | undefined> {
  return (await currentSession(deps, request))?.person;
}
