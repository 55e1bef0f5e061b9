import type { Db } from '../db/engine.ts';
import type { Log } from '../log.ts';
import { ChangeWindow } from './change-window.ts';
import { readChanges } from './read-changes.ts';

const POLL_EVERY_MS = 250;
const POLL_AFTER_FAILURE_MS = 1_000;

export type ChangeFeed = {
  /** `listener` hears of each change that any node announced, this one included, in the order of writing. */
  onChange(listener: (subject: string) => void): void;
  /** `listener` hears that changes may have been missed: whatever was remembered may be stale. */
  onGap(listener: () => void): void;
  /** Resolves when the present state is known: every later change will be told. Rejects when the database is not there. */
  start(): Promise<void>;
  close(): Promise<void>;
};

type Options = { readonly db: Db; readonly log: Log; readonly pollEveryMs?: number };

/**
 * Tells this node what changed, also on others, by looking again and again. A database that goes away is waited for; what was
 * announced meanwhile is told when it is back, or a gap when that was too long ago. PostgreSQL's NOTIFY was not taken: it is
 * lost while a connection is down, so that looking would be needed all the same, and looking is quick enough.
 */
export function createChangeFeed({ db, log, pollEveryMs = POLL_EVERY_MS }: Options): ChangeFeed {
  const changeListeners: ((subject: string) => void)[] = [];
  const gapListeners: (() => void)[] = [];
  let timer: NodeJS.Timeout | undefined;
  let polling: Promise<void> = Promise.resolve();
  let isClosed = false;
  let isFailing = false;

  const look = async (window: ChangeWindow): Promise<void> => {
    const { now, changes } = await readChanges(db, window.from);
    const fresh = window.advance(now, changes);
    if (fresh === undefined) {
      log.warn({}, 'changes of other nodes may have been missed: what was remembered is forgotten');
      for (const listener of gapListeners) listener();
    } else {
      for (const { subject } of fresh) for (const listener of changeListeners) listener(subject);
    }
  };

  const poll = async (window: ChangeWindow): Promise<void> => {
    try {
      await look(window);
      if (isFailing) log.info({}, 'the changes of other nodes are heard again');
      isFailing = false;
    } catch (error) {
      if (!isFailing) log.warn({ err: error }, 'the changes of other nodes are not heard: the database cannot be read');
      isFailing = true;
    }
    schedule(window);
  };

  const schedule = (window: ChangeWindow): void => {
    if (isClosed) return;
    timer = setTimeout(
      () => {
        polling = poll(window);
      },
      isFailing ? POLL_AFTER_FAILURE_MS : pollEveryMs,
    ).unref();
  };

  return {
    onChange: (listener) => void changeListeners.push(listener),
    onGap: (listener) => void gapListeners.push(listener),
    async start() {
      const { now, changes } = await readChanges(db);
      schedule(new ChangeWindow(now, changes));
    },
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await polling;
    },
  };
}
