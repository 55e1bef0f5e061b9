import type { Actor } from '../../platform/events/caller.ts';
import { recordChange } from '../../platform/events/record-change.ts';
import { AppError } from '../../platform/http/app-error.ts';
import { FAILURES } from '../../platform/http/kinds-of-failure.ts';
import type { Person } from '../people/person.ts';
import type { Session } from './current-session.ts';
import { requirePassword } from './password.ts';
import { deleteSessions } from './sessions.store.ts';
import type { SignInDeps } from './sign-in-deps.ts';
import { findPasswordHash, upsertPassword } from './sign-in-methods.store.ts';
import { throttlePassword } from './throttle.ts';

const FRESH_MS = 15 * 60_000;

const currentPasswordNeeded = () =>
  new AppError(
    FAILURES.forbidden,
    'The current password is missing or wrong. If it is forgotten, sign in anew another way, and set a new one within 15 minutes.',
  );

export type PasswordChange = { readonly password: string; readonly currentPassword: string | undefined };

/**
 * Gives somebody a password, and ends their other sessions. Whoever finds a browser left open must not be able to do it: where there
 * is a password, it is asked for, unless its owner has signed in just now.
 */
export async function setPassword(
  deps: SignInDeps,
  session: Session,
  actor: Actor,
  { password, currentPassword }: PasswordChange,
): Promise<void> {
  const { person }: { person: Person } = session;
  requirePassword(password);
  const known = await findPasswordHash(deps.db, person.id);
  if (known !== undefined && deps.clock.now() - session.signedInAtMs > FRESH_MS) {
    await throttlePassword(deps, person.email, actor.address ?? '');
    const isRight = currentPassword !== undefined && (await deps.passwords.verify(currentPassword, known));
    if (!isRight) throw currentPasswordNeeded();
  }
  const hash = await deps.passwords.hash(password);
  const now = new Date(deps.clock.now()).toISOString();
  await deps.db.transaction().execute(async (transaction) => {
    await upsertPassword(transaction, { id: deps.ids.next('acc'), personId: person.id, hash, now });
    await deleteSessions(transaction, person.id, session.id);
    await recordChange(
      transaction,
      deps,
      { workspaceId: person.workspaceId, livemode: true, actor },
      {
        type: 'person.password_changed',
        subjectId: person.id,
        data: {},
        summary: 'Password set; other sessions ended.',
      },
    );
  });
}
