import type { Clock } from '../../platform/clock.ts';
import type { Keyring } from '../../platform/crypto/keyring.ts';
import type { PasswordHasher } from '../../platform/crypto/password-hash.ts';
import type { Sealer } from '../../platform/crypto/seal.ts';
import type { Db } from '../../platform/db/engine.ts';
import type { Ids } from '../../platform/ids.ts';
import type { LimitOverrides } from '../../platform/limits/limit-name.ts';
import type { Limits } from '../../platform/limits/limits.ts';
import type { Log } from '../../platform/log.ts';
import type { Mailer } from '../../platform/mail/mail.ts';
import type { Person } from '../people/person.ts';

export type OidcSettings = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly name: string;
};

export type SignInDeps = {
  /** Told of everybody who signs in, after each time: what waited for their proven address can be theirs then. */
  readonly onSignedIn: (person: Person) => Promise<void>;
  readonly db: Db;
  readonly keyring: Pick<Keyring, 'signIn' | 'oneTimeTokens'>;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly mail: Mailer;
  readonly limits: Limits;
  readonly limitOverrides: LimitOverrides;
  readonly passwords: PasswordHasher;
  readonly publicUrl: string;
  readonly signUp: 'invited' | 'provider' | 'anyone';
  readonly oidc: OidcSettings | undefined;
};
