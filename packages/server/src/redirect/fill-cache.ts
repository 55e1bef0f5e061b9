import { hasManyLinks, openReadAhead, type ReadAhead } from '../links/index.ts';
import type { SealingKeys } from '../platform/crypto/seal.ts';
import type { Db } from '../platform/db/engine.ts';
import type { DatabaseLocation } from '../platform/db/open-database.ts';
import type { Log } from '../platform/log.ts';
import type { RedirectCache } from './redirect-cache.ts';

type FilledCache = Pick<RedirectCache, 'expectPage' | 'size'>;

type Deps = {
  readonly cache: FilledCache;
  readonly db: Db;
  readonly location: DatabaseLocation;
  readonly keyring: SealingKeys;
  readonly log: Log;
};

export type Filling = {
  /** Never rejects. */
  readonly ended: Promise<void>;
  /** Ends it where it is. */
  close(): Promise<void>;
};

async function fill(cache: FilledCache, links: ReadAhead, isClosed: () => boolean): Promise<void> {
  while (!isClosed()) {
    using page = cache.expectPage();
    const read = await links.next();
    if (read.length === 0 || !read.every(([slug, packed]) => page.keep(slug, packed))) return;
  }
}

/**
 * Fills the memory for links after a start, so that a server with many of them is soon as quick as one with few: of a million, every
 * sixth request would miss after a million of them. What is asked for in the meantime is found as always.
 */
export function startFilling({ cache, db, location, keyring, log }: Deps): Filling {
  let isClosed = false;
  const run = async (): Promise<void> => {
    if (!(await hasManyLinks(db)) || isClosed) return;
    const startedMs = performance.now();
    const links = openReadAhead(location, keyring);
    try {
      await fill(cache, links, () => isClosed);
    } finally {
      await links.close();
    }
    log.info({ links: cache.size, ms: Math.round(performance.now() - startedMs) }, 'links were read into memory');
  };
  const ended = run().catch((error) => log.warn({ err: error }, 'links could not be read into memory in advance'));
  return {
    ended,
    close() {
      isClosed = true;
      return ended;
    },
  };
}
