import type { Log } from '../platform/log.ts';
import { createLruCache } from '../platform/lru-cache.ts';
import type { Visits } from '../visits/index.ts';

/** Counts one more view of a share without a limit: the views so far, this one included. */
export type CountView = (shareId: string) => Promise<number>;

type Tally = { views: number; readAtMs: number; reading: Promise<void> | undefined };

const SHARES_MAX = 50_000;
/** The views of other nodes are read again after this, and waited for after twice as long. */
const READ_AGAIN_MS = 1_000;

type Options = {
  readonly visits: Pick<Visits, 'count'>;
  readonly log: Log;
  /** Nobody else answers for these shares, so that nothing has to be read again. */
  readonly isOnlyNode: boolean;
};

/**
 * Counts in memory what this process answers, upon what was stored when it began to. A stored count that is read later says of
 * this process's views as much or less, and of other nodes' more: so the larger of both is the truth as it is known here.
 */
export function createViewTally({ visits, log, isOnlyNode }: Options): CountView {
  const tallies = createLruCache<string, Tally>(SHARES_MAX);
  const opening = new Map<string, Promise<Tally>>();

  const read = async (shareId: string): Promise<number> => (await visits.count([shareId])).get(shareId) ?? 0;

  const open = (shareId: string): Promise<Tally> => {
    const underWay = opening.get(shareId);
    if (underWay !== undefined) return underWay;
    const opened = read(shareId)
      .then((views) => {
        const tally = { views, readAtMs: performance.now(), reading: undefined };
        tallies.set(shareId, tally);
        return tally;
      })
      .finally(() => opening.delete(shareId));
    opening.set(shareId, opened);
    return opened;
  };

  const readAgain = async (shareId: string, tally: Tally): Promise<void> => {
    try {
      tally.views = Math.max(tally.views, await read(shareId));
    } catch (error) {
      log.warn({ err: error }, 'the views that other nodes counted are not known');
    }
    tally.readAtMs = performance.now();
    tally.reading = undefined;
  };

  const refresh = (shareId: string, tally: Tally): Promise<void> | undefined => {
    const ageMs = performance.now() - tally.readAtMs;
    if (isOnlyNode || ageMs < READ_AGAIN_MS) return undefined;
    tally.reading ??= readAgain(shareId, tally);
    return ageMs < 2 * READ_AGAIN_MS ? undefined : tally.reading;
  };

  return async (shareId) => {
    const tally = tallies.get(shareId) ?? (await open(shareId));
    const refreshed = refresh(shareId, tally);
    if (refreshed !== undefined) await refreshed;
    tally.views++;
    return tally.views;
  };
}
