import { createHash, hkdfSync } from 'node:crypto';

/** The server's secret, as named parts. Nothing but this file derives from it, so that no two uses share bytes. */
export type Keyring = {
  /** Tells keys apart in sealed records; says nothing about the key. */
  readonly keyId: Buffer;
  /** Wraps the data key of each sealed object. */
  readonly wrappingKey: Buffer;
  /** Pepper of stored API key hashes. */
  readonly apiKeyPepper: Buffer;
  /** Under which addresses are counted where limits are stored: a keyed hash, never the address. */
  readonly limitSubjects: Buffer;
  /** Under which the record of changes is fingerprinted: who can write to the database cannot make a fingerprint that fits. */
  readonly fingerprints: Buffer;
  /** Tags of stored content: equal bytes are told by them, and nobody without the key can check a guess. */
  readonly contentTags: Buffer;
  /** Under which e-mail addresses are looked up where they are stored sealed. */
  readonly emailTags: Buffer;
  /** Hides and binds the cursors of lists. */
  readonly cursors: Buffer;
  /** Signs the cookies of sessions. */
  readonly signIn: Buffer;
  /** Pepper of stored hashes of tokens that open one thing once: set-up, invitations, sign-in by mail. */
  readonly oneTimeTokens: Buffer;
  /** Signs what a visitor gets for the right password of a share. */
  readonly shareTokens: Buffer;
};

export const KEY_ID_BYTES = 4;

/** `secret`: the 32 bytes of `PROFFER_SECRET_KEY`. */
export function deriveKeyring(secret: Buffer): Keyring {
  if (secret.length !== 32) throw new RangeError('the secret key must have 32 bytes');
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, '', `proffer/${purpose}`, 32));
  return {
    keyId: createHash('sha256').update(derive('key-id')).digest().subarray(0, KEY_ID_BYTES),
    wrappingKey: derive('wrapping'),
    apiKeyPepper: derive('api-keys'),
    limitSubjects: derive('limit-subjects'),
    fingerprints: derive('fingerprints'),
    contentTags: derive('content-tags'),
    emailTags: derive('email-tags'),
    cursors: derive('cursors'),
    signIn: derive('sign-in'),
    oneTimeTokens: derive('one-time-tokens'),
    shareTokens: derive('share-tokens'),
  };
}
