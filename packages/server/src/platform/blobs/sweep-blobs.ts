import type { Log } from '../log.ts';
import { forgetDoomedBlob, listDueBlobs } from './doomed-blobs.store.ts';
import type { BlobDeps } from './put-blob.ts';

const BATCH = 100;

type Deps = Pick<BlobDeps, 'db' | 'blobs' | 'clock'>;

/** Removes bytes that are doomed and due. For a job; ends early, without a failure, when `signal` says so. */
export async function sweepBlobs({ db, blobs, clock }: Deps, signal: AbortSignal): Promise<void> {
  for (;;) {
    const keys = await listDueBlobs(db, clock.now(), BATCH);
    for (const key of keys) {
      if (signal.aborted) return;
      await blobs.remove(key);
      await forgetDoomedBlob(db, key);
    }
    if (keys.length < BATCH) return;
  }
}

/** Removes bytes at once that a transaction has doomed. A failure is left to the sweep. */
export async function removeDoomedBlobs(deps: Deps & { readonly log: Log }, keys: readonly string[]): Promise<void> {
  try {
    for (const key of keys) {
      await deps.blobs.remove(key);
      await forgetDoomedBlob(deps.db, key);
    }
  } catch (error) {
    deps.log.warn({ err: error }, 'deleted content will be removed from the store later');
  }
}
