import type { Db } from '../platform/db/engine.ts';
import type { PasswordAttemptTable } from './shares.table.ts';

/** `client` is empty for all clients of the share together. */
export type AttemptPlace = { readonly shareId: string; readonly client: string };

export type AttemptRow = Pick<PasswordAttemptTable, 'failures' | 'first_at' | 'retry_at'>;

const columnsOf = ({ shareId, client }: AttemptPlace) => ({ share_id: shareId, client });

export function findAttempts(db: Db, place: AttemptPlace): Promise<AttemptRow | undefined> {
  return db
    .selectFrom('share_password_attempts')
    .select(['failures', 'first_at', 'retry_at'])
    .where((where) => where.and(columnsOf(place)))
    .executeTakeFirst();
}

/** Takes one attempt, unless one before said to wait; what was counted before `forgottenMs` is forgotten. The attempts so far. */
export async function chargeClient(
  db: Db,
  place: AttemptPlace,
  nowMs: number,
  forgottenMs: number,
): Promise<number | undefined> {
  const row = await db
    .insertInto('share_password_attempts')
    .values({ ...columnsOf(place), failures: 1, first_at: nowMs, last_at: nowMs, retry_at: 0 })
    .onConflict((conflict) =>
      conflict
        .columns(['share_id', 'client'])
        .doUpdateSet((set) => ({
          failures: set
            .case()
            .when('share_password_attempts.last_at', '<', forgottenMs)
            .then(1)
            .else(set('share_password_attempts.failures', '+', 1))
            .end(),
          last_at: nowMs,
        }))
        .where('share_password_attempts.retry_at', '<=', nowMs),
    )
    .returning('failures')
    .executeTakeFirst();
  return row?.failures;
}

export async function delayClient(db: Db, place: AttemptPlace, retryAtMs: number): Promise<void> {
  await db
    .updateTable('share_password_attempts')
    .set({ retry_at: retryAtMs })
    .where((where) => where.and(columnsOf(place)))
    .execute();
}

/** Takes one of `max` attempts of a window that began after `windowStartMs`. False when there is none left. */
export async function chargeShare(
  db: Db,
  shareId: string,
  max: number,
  nowMs: number,
  windowStartMs: number,
): Promise<boolean> {
  const row = await db
    .insertInto('share_password_attempts')
    .values({ share_id: shareId, client: '', failures: 1, first_at: nowMs, last_at: nowMs, retry_at: 0 })
    .onConflict((conflict) =>
      conflict
        .columns(['share_id', 'client'])
        .doUpdateSet((set) => ({
          failures: set
            .case()
            .when('share_password_attempts.first_at', '<=', windowStartMs)
            .then(1)
            .else(set('share_password_attempts.failures', '+', 1))
            .end(),
          first_at: set
            .case()
            .when('share_password_attempts.first_at', '<=', windowStartMs)
            .then(set.cast<number>(set.val(nowMs), 'bigint'))
            .else(set.ref('share_password_attempts.first_at'))
            .end(),
          last_at: nowMs,
        }))
        .where((where) =>
          where.or([
            where('share_password_attempts.first_at', '<=', windowStartMs),
            where('share_password_attempts.failures', '<', max),
          ]),
        ),
    )
    .returning('failures')
    .executeTakeFirst();
  return row !== undefined;
}

/** Gives one attempt back that turned out to be none. */
export async function refundAttempt(db: Db, place: AttemptPlace): Promise<void> {
  await db
    .updateTable('share_password_attempts')
    .set((set) => ({ failures: set('failures', '-', 1), retry_at: 0 }))
    .where((where) => where.and(columnsOf(place)))
    .where('failures', '>', 0)
    .execute();
}

export async function forgetAttempts(db: Db, place: AttemptPlace): Promise<void> {
  await db
    .deleteFrom('share_password_attempts')
    .where((where) => where.and(columnsOf(place)))
    .execute();
}

/** Removes what no longer delays anybody. For the job only. */
export async function pruneAttempts(db: Db, beforeMs: number): Promise<void> {
  await db.deleteFrom('share_password_attempts').where('last_at', '<', beforeMs).execute();
}
