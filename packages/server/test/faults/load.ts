import { type FollowerEvents, followLinks } from './link-follower.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { Tally } from './tally.ts';

const REDIRECTED = 301;

export type LoadOptions = {
  readonly port: number;
  readonly slugs: readonly string[];
  readonly random: SeededRandom;
  /** Where sent and answered clicks are added. */
  readonly tally: Tally;
  readonly connections?: number;
  /** Between an answer and the next request of a connection: none when left out. */
  readonly thinkTimeMs?: number;
};

export type Load = {
  /** How many requests were redirected so far. */
  readonly redirected: number;
  /** How many answers there were of each status but 301. */
  readonly otherAnswers: ReadonlyMap<number, number>;
  /** How many requests were cut off before their answer was complete. */
  readonly broken: number;
  /** Resolves once so many were redirected; rejects when the load ends before. */
  hasRedirected(count: number): Promise<void>;
  /** Sends nothing more; resolves when every request has its answer. */
  stop(): Promise<void>;
  /** Resolves when every client is done: by `stop`, or because nobody listens any more. */
  readonly ended: Promise<void>;
};

/** Follows links at random over many connections at once. */
export function startLoad({ port, slugs, random, tally, connections = 32, thinkTimeMs = 0 }: LoadOptions): Load {
  const otherAnswers = new Map<number, number>();
  const waiting = new Set<{ readonly count: number; resolve(): void; reject(error: Error): void }>();
  let redirected = 0;
  let broken = 0;
  let isStopping = false;
  let isOver = false;

  const events: FollowerEvents = {
    nextSlug: () => (isStopping ? undefined : random.pick(slugs)),
    onSent(slug) {
      tally.of(slug).sent++;
    },
    onAnswer(slug, status) {
      if (status !== REDIRECTED) {
        otherAnswers.set(status, (otherAnswers.get(status) ?? 0) + 1);
        return;
      }
      tally.of(slug).answered++;
      redirected++;
      for (const waiter of waiting) {
        if (redirected < waiter.count) continue;
        waiting.delete(waiter);
        waiter.resolve();
      }
    },
    onBroken() {
      broken++;
    },
  };

  const followers = Array.from({ length: connections }, () => followLinks(port, events, thinkTimeMs));
  const endedBefore = (count: number) => new Error(`the load ended after ${redirected} of ${count}`);
  const ended = Promise.all(followers).then(() => {
    isOver = true;
    for (const { count, reject } of waiting) reject(endedBefore(count));
  });

  return {
    get redirected() {
      return redirected;
    },
    get broken() {
      return broken;
    },
    otherAnswers,
    hasRedirected: (count) =>
      new Promise((resolve, reject) => {
        if (redirected >= count) resolve();
        else if (isOver) reject(endedBefore(count));
        else waiting.add({ count, resolve, reject });
      }),
    async stop() {
      isStopping = true;
      await ended;
    },
    ended,
  };
}
