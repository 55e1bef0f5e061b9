import { openSignIn } from '../../src/accounts/index.ts';
import { deriveKeyring } from '../../src/platform/crypto/keyring.ts';
import { createSealer } from '../../src/platform/crypto/seal.ts';
import { createIds } from '../../src/platform/ids.ts';
import { createLog } from '../../src/platform/log.ts';
import type { Mailer } from '../../src/platform/mail/mail.ts';
import { openMail } from '../../src/platform/mail/open-mail.ts';
import type { TestClock } from '../harness/clock.ts';
import type { TestDatabase } from '../harness/database.ts';
import { createAccountDeps } from './serve-accounts.ts';

type Options = {
  readonly database: Pick<TestDatabase, 'db'>;
  readonly clock: TestClock;
  /** None at all when left out. */
  readonly mail?: Mailer;
  readonly signUp?: 'invited' | 'provider' | 'anyone';
};

/** What one process of the server has of people. */
export function createPeopleDeps({ database, clock, mail = openMail(undefined), signUp = 'invited' }: Options) {
  const keyring = deriveKeyring(Buffer.alloc(32, 1));
  const deps = {
    ...createAccountDeps({ database, clock }),
    keyring,
    sealer: createSealer(keyring),
    ids: createIds(clock),
    log: createLog('silent'),
    mail,
    publicUrl: 'http://localhost:8080',
    signUp,
  };
  return { ...deps, signIn: openSignIn(deps) };
}

export type PeopleDeps = ReturnType<typeof createPeopleDeps>;
