import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { type SealingKeys, sealingKeysOf } from '../platform/crypto/seal.ts';
import type { Db } from '../platform/db/engine.ts';
import type { DatabaseLocation } from '../platform/db/open-database.ts';
import { type PackedLink, readLinkBatch } from './link-batch.ts';
import './links.table.ts';

/** What the thread is started with. It gets a copy of the keys, of plain bytes. */
export type ReadAheadOptions = { readonly location: DatabaseLocation; readonly sealing: SealingKeys };

/** To the thread, which answers `next` with a batch of `link-batch.ts`: empty behind the last link. */
export type ReadAheadRequest = 'next' | 'close';

/** The links of this server's own address, the newest first. */
export type ReadAhead = {
  /** Some more of them, as they are after it is called; none behind the last. Rejects when they cannot be read. */
  next(): Promise<readonly PackedLink[]>;
  close(): Promise<void>;
};

/** Fewer are in memory soon enough by being asked for. */
const MANY = 1_000;

export async function hasManyLinks(db: Db): Promise<boolean> {
  const last = await db
    .selectFrom('links')
    .select('id')
    .offset(MANY - 1)
    .limit(1)
    .executeTakeFirst();
  return last !== undefined;
}

/** Reads links and opens their seals on a thread of its own, at a low priority: that takes some ten microseconds a link. */
export function openReadAhead(location: DatabaseLocation, keyring: SealingKeys): ReadAhead {
  const worker = new Worker(new URL('./read-ahead-worker.ts', import.meta.url), {
    workerData: { location, sealing: sealingKeysOf(keyring) } satisfies ReadAheadOptions,
    resourceLimits: { maxYoungGenerationSizeMb: 1, maxOldGenerationSizeMb: 64 },
  });
  let hasEnded = false;
  worker.once('exit', () => {
    hasEnded = true;
  });
  const ask = (request: ReadAheadRequest): void => worker.postMessage(request);
  return {
    async next() {
      ask('next');
      // Rejects with what the thread ends by.
      const [batch]: Uint8Array[] = await once(worker, 'message');
      return batch === undefined ? [] : [...readLinkBatch(batch)];
    },
    async close() {
      if (hasEnded) return;
      const ended = once(worker, 'exit');
      ask('close');
      await ended;
    },
  };
}
