import type { Blobs } from '../platform/blobs/blobs.ts';
import type { Clock } from '../platform/clock.ts';
import type { Keyring } from '../platform/crypto/keyring.ts';
import type { Sealer } from '../platform/crypto/seal.ts';
import type { Db } from '../platform/db/engine.ts';
import type { Ids } from '../platform/ids.ts';
import type { PagePlans } from '../platform/limits/page-plans.ts';
import type { Log } from '../platform/log.ts';
import type { Mailer } from '../platform/mail/mail.ts';
import type { Visits } from '../visits/index.ts';

/** What the use cases need that read pages, or comment on them. */
export type PageReadDeps = {
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

/** What all use cases of pages need. */
export type PageDeps = PageReadDeps & {
  readonly mail: Mailer;
  readonly visits: Visits;
  readonly pagePlans: PagePlans;
  /** Empties what this process remembers of a page. Other nodes hear of it through the change sequence. */
  readonly onPageChanged: (pageId: string) => void;
};
