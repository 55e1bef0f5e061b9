import type { Clock } from '../platform/clock.ts';
import type { Sealer } from '../platform/crypto/seal.ts';
import type { Db } from '../platform/db/engine.ts';
import type { Log } from '../platform/log.ts';

/** What reading events needs. */
export type EventDeps = { readonly db: Db; readonly sealer: Sealer; readonly clock: Clock; readonly log: Log };
