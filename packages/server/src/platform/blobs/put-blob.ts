import type { Clock } from '../clock.ts';
import type { Db } from '../db/engine.ts';
import type { Ids } from '../ids.ts';
import type { Blobs } from './blobs.ts';
import { condemnBlob, doomBlobs, forgetDoomedBlob, spareBlob } from './doomed-blobs.store.ts';

/** Far longer than any request may take: bytes that nothing refers to by then never will be. */
const KEEP_UNCLAIMED_MS = 3_600_000;

export type BlobDeps = { readonly db: Db; readonly blobs: Blobs; readonly clock: Clock; readonly ids: Ids };

/**
 * Stores bytes, and then what refers to them in one transaction. Bytes whose transaction fails are removed again, by
 * `sweepBlobs` when this process is killed in between: the database knows of them before the store does.
 */
export async function putBlob<Result>(
  deps: BlobDeps,
  folder: string,
  bytes: Uint8Array,
  refer: (transaction: Db, key: string) => Promise<Result>,
): Promise<Result> {
  const { db, blobs, clock, ids } = deps;
  const key = `${folder}/${ids.uuid()}`;
  await doomBlobs(db, [key], clock.now() + KEEP_UNCLAIMED_MS);
  try {
    await blobs.put(key, bytes);
    return await db.transaction().execute(async (transaction) => {
      if (!(await spareBlob(transaction, key, clock.now()))) throw new Error('the bytes were stored too slowly');
      return refer(transaction, key);
    });
  } catch (error) {
    await removeAgain(deps, key);
    throw error;
  }
}

// Whether a transaction was committed whose answer got lost is told by the row that it would have deleted. Changing that row waits
// for a transaction that is still under way.
async function removeAgain({ db, blobs, clock }: BlobDeps, key: string): Promise<void> {
  try {
    if (!(await condemnBlob(db, key, clock.now()))) return;
    await blobs.remove(key);
    await forgetDoomedBlob(db, key);
  } catch {
    // What failed may be why this fails too: the row is still there, and the sweep tries again.
  }
}
