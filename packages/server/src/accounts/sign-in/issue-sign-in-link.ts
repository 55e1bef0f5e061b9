import type { Clock } from '../../platform/clock.ts';
import type { Keyring } from '../../platform/crypto/keyring.ts';
import { createOneTimeToken, hashOneTimeToken } from '../../platform/crypto/one-time-token.ts';
import type { Db } from '../../platform/db/engine.ts';
import { AppError } from '../../platform/http/app-error.ts';
import { FAILURES } from '../../platform/http/kinds-of-failure.ts';
import type { Ids } from '../../platform/ids.ts';
import { findPersonByEmail, findPersonByUsername } from '../people/find-person.ts';
import { insertVerification } from './sessions.store.ts';

const VALID_MS = 15 * 60_000;

type Deps = {
  readonly db: Db;
  readonly keyring: Pick<Keyring, 'oneTimeTokens'>;
  readonly clock: Clock;
  readonly ids: Ids;
};

/**
 * The address at which somebody signs in once, for the operator to hand over: where no mail is sent and a password is lost. Written as
 * better-auth writes the link of a mail. Throws `not_found`.
 */
export async function issueSignInLink(deps: Deps, name: string, publicUrl: string): Promise<string> {
  const person = name.includes('@') ? await findPersonByEmail(deps, name) : await findPersonByUsername(deps, name);
  if (person === undefined) throw new AppError(FAILURES.notFound, `There is nobody called "${name}".`);
  const token = createOneTimeToken();
  const nowMs = deps.clock.now();
  const now = new Date(nowMs).toISOString();
  await insertVerification(deps.db, {
    id: deps.ids.next('ver'),
    identifier: `magic-link:${hashOneTimeToken(deps.keyring, 'sign-in', token)}`,
    value: JSON.stringify({ type: 'magic-link', email: person.email }),
    expires_at: new Date(nowMs + VALID_MS).toISOString(),
    created_at: now,
    updated_at: now,
  });
  return new URL(`/sign-in/link?token=${token}`, publicUrl).href;
}
