import type { Clock } from '../../platform/clock.ts';
import type { Keyring } from '../../platform/crypto/keyring.ts';
import type { Sealer } from '../../platform/crypto/seal.ts';
import type { Db } from '../../platform/db/engine.ts';
import type { Ids } from '../../platform/ids.ts';
import type { Log } from '../../platform/log.ts';
import type { Mailer } from '../../platform/mail/mail.ts';

export type SignInDeps = {
  readonly db: Db;
  readonly keyring: Pick<Keyring, 'signIn' | 'oneTimeTokens'>;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly mail: Mailer;
  readonly publicUrl: string;
  readonly signUp: 'invited' | 'provider' | 'anyone';
};
