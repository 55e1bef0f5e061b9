import { createLruCache } from '../platform/lru-cache.ts';
import type { Principal } from './principal.ts';

/** How long a key is believed without asking the database: at most so long after its revocation does it open anything. */
const BELIEVED_FOR_MS = 2_000;
const KEYS_MAX = 10_000;

export type VerifiedKey = {
  readonly principal: Principal;
  readonly expiresAtMs: number | null;
  /** When the database was asked. */
  readonly checkedAtMs: number;
  lastUsedAtMs: number | null;
};

/** What this process remembers of keys, by the hash of their tokens. */
export type VerifiedKeys = {
  /** Undefined for a key that has to be looked up. */
  find(hash: string, nowMs: number): VerifiedKey | undefined;
  /** Whether the key was in order when it was last looked up, however long ago. */
  hasSeen(hash: string): boolean;
  remember(hash: string, key: VerifiedKey): void;
  forget(hash: string): void;
};

export function createVerifiedKeys(): VerifiedKeys {
  const keys = createLruCache<string, VerifiedKey>(KEYS_MAX);
  return {
    find(hash, nowMs) {
      const key = keys.get(hash);
      // A clock that was set back would make the memory last longer.
      return key !== undefined && Math.abs(nowMs - key.checkedAtMs) < BELIEVED_FOR_MS ? key : undefined;
    },
    hasSeen: (hash) => keys.has(hash),
    remember: (hash, key) => void keys.set(hash, key),
    forget: (hash) => void keys.delete(hash),
  };
}
