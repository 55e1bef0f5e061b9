import type { VerifiedKeys } from '../accounts/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/db/engine.ts';
import type { Ids } from '../platform/ids.ts';
import type { Bell } from '../platform/jobs/bell.ts';
import type { Log } from '../platform/log.ts';
import type { RecordKeeper } from '../platform/records/record-keeper.ts';

/** What the use cases of privacy need. */
export type PrivacyDeps = {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** Calls the job `privacy.erase`. */
  readonly erasureBell: Bell;
  readonly verifiedKeys: VerifiedKeys;
  /** In the order in which they are erased: what others hang on comes last. */
  readonly recordKeepers: readonly RecordKeeper[];
  /** Removes at once what erased objects leave behind for a job to sweep up. */
  readonly sweep: (signal: AbortSignal) => Promise<void>;
};
