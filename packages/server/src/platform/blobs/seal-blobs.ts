import type { Sealer } from '../crypto/seal.ts';
import type { Blobs } from './blobs.ts';

const placeOf = (key: string) => ({ table: 'blobs', column: 'bytes', row: key });

/** Seals bytes before `store` sees them, bound to their key: a blob that was swapped for another does not open. */
export function sealBlobs(store: Blobs, sealer: Sealer): Blobs {
  return {
    put: (key, bytes) => store.put(key, sealer.seal(bytes, placeOf(key))),
    async get(key) {
      const sealed = await store.get(key);
      return sealed === undefined ? undefined : sealer.open(sealed, placeOf(key));
    },
    remove: (key) => store.remove(key),
  };
}
