import { findUsableKeyIds, type Principal } from '../accounts/index.ts';
import { AppError } from '../platform/http/app-error.ts';
import { FAILURES } from '../platform/http/kinds-of-failure.ts';
import type { EventDeps } from './event-deps.ts';
import { listHeads } from './events.store.ts';

const LOOK_EVERY_MS = 300;
/** A revoked key is refused within five seconds, and so are the streams that it has opened. */
const CHECK_KEYS_EVERY_MS = 3_000;
/** A browser then opens it again by itself, and shows whether its person may still see it. */
const OF_PERSON_MS = 5_000;
const STREAMS_OF_KEY_MAX = 5;
const STREAMS_MAX = 500;

type Waiting = { readonly position: number; readonly wake: () => void };

/** One open stream. */
export type Listener = {
  /** Resolves when the workspace may have events behind `position`, when `ms` are over, or when the stream has to end. */
  waitBehind(position: number, ms: number): Promise<void>;
  /** The server stops, or the key opens nothing any more. */
  readonly isOver: boolean;
  close(): void;
};

type Open = {
  readonly workspaceId: string;
  readonly who: Who;
  readonly openedMs: number;
  over: boolean;
  waiting: Waiting | undefined;
};

type Who = Pick<Principal, 'keyId' | 'personId'>;

export type EventHub = {
  /** Throws `rate_limited` when a key, or this server, has as many streams as it may have. */
  listen(workspaceId: string, who: Who): Listener;
};

/** Looks for all streams of this process at once, as long as there are any. */
export function createEventHub({ db, clock, log }: EventDeps, isStopping: () => boolean): EventHub {
  const streams = new Set<Open>();
  let isLooking = false;
  let keysCheckedMs = 0;

  async function checkKeys(): Promise<void> {
    if (performance.now() - keysCheckedMs < CHECK_KEYS_EVERY_MS) return;
    keysCheckedMs = performance.now();
    const ofKeys = Array.from(streams).filter(({ who }) => who.personId === null);
    const usable = await findUsableKeyIds(db, [...new Set(ofKeys.map(({ who }) => who.keyId))], clock.now());
    for (const stream of ofKeys) if (!usable.has(stream.who.keyId)) stream.over = true;
    for (const stream of streams) {
      if (stream.who.personId !== null && keysCheckedMs - stream.openedMs > OF_PERSON_MS) stream.over = true;
    }
  }

  async function look(): Promise<void> {
    const heads = await listHeads(db, [...new Set(Array.from(streams, ({ workspaceId }) => workspaceId))]);
    const events = new Map(heads.map((head) => [head.workspace_id, head.events]));
    await checkKeys();
    for (const stream of streams) {
      const isBehind = (events.get(stream.workspaceId) ?? 0) > (stream.waiting?.position ?? 0);
      if (isBehind || stream.over) stream.waiting?.wake();
    }
  }

  async function turn(): Promise<void> {
    if (isStopping()) {
      for (const stream of streams) {
        stream.over = true;
        stream.waiting?.wake();
      }
    } else {
      await look().catch((error: unknown) =>
        log.warn({ err: error }, 'open streams of events wait: the database is away'),
      );
    }
    isLooking = streams.size > 0;
    if (isLooking) setTimeout(() => void turn(), LOOK_EVERY_MS).unref();
  }

  return {
    listen(workspaceId, who) {
      const ofKey = Array.from(streams).filter((stream) => stream.who.keyId === who.keyId).length;
      if (ofKey >= STREAMS_OF_KEY_MAX || streams.size >= STREAMS_MAX) {
        throw new AppError(FAILURES.rateLimited, 'There are too many open streams: close one first.', {
          headers: { 'Retry-After': '5' },
        });
      }
      const stream: Open = { workspaceId, who, openedMs: performance.now(), over: false, waiting: undefined };
      streams.add(stream);
      if (!isLooking) setTimeout(() => void turn(), LOOK_EVERY_MS).unref();
      isLooking = true;
      return {
        get isOver() {
          return stream.over;
        },
        waitBehind: (position, ms) =>
          new Promise((resolve) => {
            const wake = (): void => {
              clearTimeout(late);
              stream.waiting = undefined;
              resolve();
            };
            const late = setTimeout(wake, ms).unref();
            stream.waiting = { position, wake };
          }),
        close() {
          streams.delete(stream);
          stream.over = true;
          stream.waiting?.wake();
        },
      };
    },
  };
}
