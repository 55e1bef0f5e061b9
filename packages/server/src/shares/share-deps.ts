import type { Clock } from '../platform/clock.ts';
import type { Keyring } from '../platform/crypto/keyring.ts';
import type { PasswordHasher } from '../platform/crypto/password-hash.ts';
import type { Sealer } from '../platform/crypto/seal.ts';
import type { Db } from '../platform/db/engine.ts';
import type { Ids } from '../platform/ids.ts';
import type { Log } from '../platform/log.ts';
import type { CountVisit, Visits } from '../visits/index.ts';
import type { ComponentRegistry } from './components/component-registry.ts';
import type { OpenedShares } from './opened-shares.ts';
import type { ProvenPasswords } from './proven-passwords.ts';
import type { SpendView } from './spend-view.ts';
import type { CountView } from './view-tally.ts';

/** What the use cases of shares need. */
export type ShareDeps = {
  readonly db: Db;
  readonly sealer: Sealer;
  readonly keyring: Pick<Keyring, 'shareTokens' | 'limitSubjects'>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly visits: Visits;
  readonly countVisit: CountVisit;
  readonly components: Pick<ComponentRegistry, 'parse'>;
  readonly passwords: PasswordHasher;
  /** One of each for a process. */
  readonly provenPasswords: ProvenPasswords;
  readonly spendView: SpendView;
  readonly countView: CountView;
  readonly openedShares: OpenedShares;
  /** What the world calls this server, without a slash at the end. */
  readonly publicUrl: string;
};

/** The subject of `announceChange` for a share, and back to its id. */
export const shareSubject = (id: string): string => `share:${id}`;

export function parseShareSubject(subject: string): string | undefined {
  return /^share:(.+)$/.exec(subject)?.[1];
}
