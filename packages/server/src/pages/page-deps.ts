import type { Blobs } from '../platform/blobs/blobs.ts';
import type { Clock } from '../platform/clock.ts';
import type { Keyring } from '../platform/crypto/keyring.ts';
import type { Sealer } from '../platform/crypto/seal.ts';
import type { Db } from '../platform/db/engine.ts';
import type { Ids } from '../platform/ids.ts';
import type { Log } from '../platform/log.ts';

/** What the use cases of pages need. */
export type PageDeps = {
  readonly db: Db;
  readonly sealer: Sealer;
  readonly keyring: Pick<Keyring, 'contentTags' | 'emailTags' | 'cursors'>;
  readonly blobs: Blobs;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** What the world calls this server, without a slash at the end. */
  readonly publicUrl: string;
};
