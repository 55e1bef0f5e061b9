/**
 * Bytes that are too large for a database, by a key such as `pages/0190….`. A key is written once and never again with other bytes.
 * Failures of the store that pass are thrown as `unavailable`.
 */
export type Blobs = {
  /** Once it resolves the bytes survive a power cut. A failure leaves nothing that `get` would find. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** Undefined when nothing is there. Throws `SealBroken` when the stored bytes were changed or moved. */
  get(key: string): Promise<Buffer | undefined>;
  /** Also resolves when nothing was there. */
  remove(key: string): Promise<void>;
};

const KEY = /^[a-z]{1,20}\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Keys are made by this server; any other shape must not become a path. Throws an Error. */
export function requireBlobKey(key: string): string {
  if (!KEY.test(key)) throw new Error('this is no key of a blob');
  return key;
}
