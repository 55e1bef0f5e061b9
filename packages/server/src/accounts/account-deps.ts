import type { Clock } from '../platform/clock.ts';
import type { Keyring } from '../platform/crypto/keyring.ts';
import type { Sealer } from '../platform/crypto/seal.ts';
import type { Db } from '../platform/db/engine.ts';
import type { Ids } from '../platform/ids.ts';
import type { Log } from '../platform/log.ts';
import type { VerifiedKeys } from './verified-keys.ts';

/** What the use cases of keys and workspaces need. */
export type AccountDeps = {
  readonly db: Db;
  readonly keyring: Pick<Keyring, 'apiKeyPepper'>;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** One for each process. */
  readonly verifiedKeys: VerifiedKeys;
};
