import { createHmac } from 'node:crypto';
import type { Keyring } from '../platform/crypto/keyring.ts';

/** Equal for equal bytes. Keyed: who reads the database cannot check a guess at what a page says. */
export function etagOf({ contentTags }: Pick<Keyring, 'contentTags'>, bytes: Uint8Array): string {
  return createHmac('sha256', contentTags).update(bytes).digest('base64url').slice(0, 27);
}
