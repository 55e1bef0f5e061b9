import {
  type CipherGCMTypes,
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomFillSync,
} from 'node:crypto';
import { KEY_ID_BYTES } from './keyring.ts';

/** Where a sealed value stands. It is authenticated: a value moved to another row, column or table fails to open. */
export type SealedPlace = { readonly table: string; readonly column: string; readonly row: string };

/** A sealed value that does not open: edited, moved, cut, or sealed with another key. Says nothing of its content. */
export class SealBroken extends Error {
  readonly place: SealedPlace;
  constructor(place: SealedPlace, reason: string) {
    super(`${place.table}.${place.column} of ${place.row} does not open: ${reason}`);
    this.name = 'SealBroken';
    this.place = place;
  }
}

const CIPHER: CipherGCMTypes = 'aes-256-gcm';
const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const DATA_KEY_BYTES = 32;
const BOX_OVERHEAD = NONCE_BYTES + TAG_BYTES;
const WRAPPED_BYTES = DATA_KEY_BYTES + BOX_OVERHEAD;
const HEADER_BYTES = 1 + KEY_ID_BYTES;

export type Sealer = {
  seal(plain: string | Uint8Array, place: SealedPlace): Buffer;
  /** Throws `SealBroken`. */
  open(sealed: Uint8Array, place: SealedPlace): Buffer;
  /** A keyed hash in hex: the same for the same text, and only this server can make it. */
  fingerprint(text: string): string;
};

// Random nonces and keys come from a pool: one system call for many.
const pool = Buffer.alloc(16_384);
let poolOffset = pool.length;
function random(length: number): Buffer {
  if (poolOffset + length > pool.length) {
    randomFillSync(pool);
    poolOffset = 0;
  }
  const bytes = Buffer.from(pool.subarray(poolOffset, poolOffset + length));
  pool.fill(0, poolOffset, poolOffset + length);
  poolOffset += length;
  return bytes;
}

function encrypt(key: KeyObject, plain: string | Uint8Array, authenticated: Buffer): Buffer {
  const nonce = random(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(authenticated);
  const text = typeof plain === 'string' ? cipher.update(plain, 'utf8') : cipher.update(plain);
  cipher.final(); // GCM is a stream mode: it never has a last block to give
  return Buffer.concat([nonce, text, cipher.getAuthTag()]);
}

function decrypt(key: KeyObject, box: Buffer, authenticated: Buffer): Buffer {
  // authTagLength: Node accepts a tag of 4 bytes without it.
  const decipher = createDecipheriv(CIPHER, key, box.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(authenticated).setAuthTag(box.subarray(box.length - TAG_BYTES));
  const plain = decipher.update(box.subarray(NONCE_BYTES, box.length - TAG_BYTES));
  decipher.final();
  return plain;
}

/** What sealing takes of the keyring. Plain bytes do: those of another thread are no Buffers. */
export type SealingKeys = Readonly<Record<'keyId' | 'wrappingKey' | 'fingerprints', Uint8Array>>;

/** Those keys alone: another thread is given no more than it needs. */
export const sealingKeysOf = ({ keyId, wrappingKey, fingerprints }: SealingKeys): SealingKeys => ({
  keyId,
  wrappingKey,
  fingerprints,
});

/**
 * AES-256-GCM with a data key per value, wrapped by the server's key.
 * Record: version (1) | key id (4) | wrapped data key (60) | nonce (12) | ciphertext | tag (16).
 * A fresh data key per value keeps random nonces far from their limit; the key id lets the server's key be rotated by
 * wrapping data keys anew, without touching content.
 */
export function createSealer(keyring: SealingKeys): Sealer {
  const header = Buffer.concat([Buffer.of(VERSION), keyring.keyId]);
  // Keys are KeyObjects: from bytes, Node takes ten times as long to set up a cipher as to encrypt an address with it.
  const wrappingKey = createSecretKey(keyring.wrappingKey);
  const fingerprintKey = createSecretKey(keyring.fingerprints);
  const authenticate = (place: SealedPlace) =>
    Buffer.from(`${VERSION}|${place.table}|${place.column}|${place.row}`, 'utf8');

  return {
    seal(plain, place) {
      const authenticated = authenticate(place);
      const dataKey = random(DATA_KEY_BYTES);
      const wrapped = encrypt(wrappingKey, dataKey, authenticated);
      return Buffer.concat([header, wrapped, encrypt(createSecretKey(dataKey), plain, authenticated)]);
    },
    open(sealed, place) {
      // SQLite keeps whatever type a hand has written into a column.
      if (!(sealed instanceof Uint8Array)) throw new SealBroken(place, 'no bytes');
      const record = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.length);
      if (record.length < HEADER_BYTES + WRAPPED_BYTES + BOX_OVERHEAD) throw new SealBroken(place, 'too short');
      if (record[0] !== VERSION) throw new SealBroken(place, 'unknown version');
      if (!record.subarray(1, HEADER_BYTES).equals(keyring.keyId))
        throw new SealBroken(place, 'sealed with another key');
      const authenticated = authenticate(place);
      try {
        const wrapped = record.subarray(HEADER_BYTES, HEADER_BYTES + WRAPPED_BYTES);
        const dataKey = createSecretKey(decrypt(wrappingKey, wrapped, authenticated));
        return decrypt(dataKey, record.subarray(HEADER_BYTES + WRAPPED_BYTES), authenticated);
      } catch {
        throw new SealBroken(place, 'it was changed or moved');
      }
    },
    fingerprint: (text) => createHmac('sha256', fingerprintKey).update(text, 'utf8').digest('hex'),
  };
}
