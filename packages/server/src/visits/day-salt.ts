import { randomBytes } from 'node:crypto';
import type { Clock } from '../platform/clock.ts';
import type { Sealer } from '../platform/crypto/seal.ts';
import type { Db } from '../platform/db/engine.ts';
import type { Log } from '../platform/log.ts';
import './day-salts.table.ts';

const DAY_MS = 86_400_000;
const REFRESH_MS = 10 * 60_000;

/** The salt of visitor hashes: another one each UTC day, the same on all nodes, destroyed when its day is over. */
export type DaySalt = {
  /** The salt of the day that `nowMs` lies in, as text. Never waits. */
  at(nowMs: number): string;
  close(): void;
};

const dayOf = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10);
const placeOf = (day: string) => ({ table: 'day_salts', column: 'salt', row: day });

type Deps = { db: Db; sealer: Sealer; clock: Clock; log: Log };

/** The stored salt of `day`, made when there is none. Of two nodes making it at once, the first insert decides. */
async function readOrMakeSalt({ db, sealer }: Deps, day: string): Promise<string> {
  const salt = sealer.seal(randomBytes(32), placeOf(day));
  await db
    .insertInto('day_salts')
    .values({ day, salt })
    .onConflict((conflict) => conflict.column('day').doNothing())
    .execute();
  const row = await db.selectFrom('day_salts').select('salt').where('day', '=', day).executeTakeFirstOrThrow();
  return sealer.open(row.salt, placeOf(day)).toString('hex');
}

/**
 * Keeps today's and tomorrow's salt in memory, so that midnight needs no database. When it could not be read in time, a
 * salt of this process alone is used: visitors may then count once on each node, and nothing waits.
 */
export async function openDaySalt(deps: Deps): Promise<DaySalt> {
  const salts = new Map<number, string>();

  const refresh = async (): Promise<void> => {
    const today = Math.floor(deps.clock.now() / DAY_MS);
    for (const day of [today, today + 1]) {
      if (!salts.has(day)) salts.set(day, await readOrMakeSalt(deps, dayOf(day * DAY_MS)));
    }
    for (const day of salts.keys()) if (day < today) salts.delete(day);
    await deps.db
      .deleteFrom('day_salts')
      .where('day', '<', dayOf(today * DAY_MS))
      .execute();
  };
  const refreshQuietly = (): Promise<void> =>
    refresh().catch((error) => deps.log.warn({ err: error }, 'the salts of visitor hashes could not be refreshed'));

  await refresh();
  const timer = setInterval(refreshQuietly, REFRESH_MS).unref();
  let lastDay = -1;
  let lastSalt = '';

  return {
    at(nowMs) {
      const day = Math.floor(nowMs / DAY_MS);
      if (day === lastDay) return lastSalt;
      let salt = salts.get(day);
      if (salt === undefined) {
        salt = randomBytes(32).toString('hex');
        salts.set(day, salt);
        deps.log.warn({ day: dayOf(nowMs) }, 'the salt of visitor hashes is this process\u2019s own today');
      }
      lastDay = day;
      lastSalt = salt;
      // A day has just ended: yesterday's salt goes now and not with the next round.
      void refreshQuietly();
      return salt;
    },
    close: () => clearInterval(timer),
  };
}
