import { createHmac, randomBytes } from 'node:crypto';
import { createLruCache } from '../platform/lru-cache.ts';
import type { Share } from './share.ts';

const REMEMBERED_MS = 15 * 60_000;
const PASSWORDS_MAX = 10_000;

/** What this process has seen to be right of late, so that who sends the password with each request pays for one hash. */
export type ProvenPasswords = {
  /** The name under which a password of a share is remembered; says nothing about it outside of this process. */
  nameOf(share: Pick<Share, 'id' | 'passwordVersion'>, password: string): string;
  has(name: string): boolean;
  add(name: string): void;
  /** Of many who ask the same at once, one does `work` and all get what comes of it. */
  once(question: string, work: () => Promise<void>): Promise<void>;
};

export function createProvenPasswords(): ProvenPasswords {
  const key = randomBytes(32);
  const names = createLruCache<string, true>(PASSWORDS_MAX, { ttlMs: REMEMBERED_MS });
  const underWay = new Map<string, Promise<void>>();
  return {
    nameOf: ({ id, passwordVersion }, password) =>
      createHmac('sha256', key).update(`${id}|${passwordVersion}|${password}`).digest('base64url'),
    has: (name) => names.has(name),
    add: (name) => void names.set(name, true),
    once(question, work) {
      const running = underWay.get(question);
      if (running !== undefined) return running;
      const started = work().finally(() => underWay.delete(question));
      underWay.set(question, started);
      return started;
    },
  };
}
