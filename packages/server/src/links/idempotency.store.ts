import { type Scope, scopeColumns } from '../accounts/index.ts';
import type { Db } from '../platform/db/engine.ts';
import type { IdempotencyKeyTable } from './links.table.ts';

const columnsOf = (scope: Scope, key: string) => ({ ...scopeColumns(scope), key });

export type RememberedRow = Pick<IdempotencyKeyTable, 'request_hash' | 'response' | 'created_at'>;

export function findRememberedAnswer(
  db: Db,
  scope: Scope,
  key: string,
  sinceMs: number,
): Promise<RememberedRow | undefined> {
  return db
    .selectFrom('idempotency_keys')
    .select(['request_hash', 'response', 'created_at'])
    .where((where) => where.and(columnsOf(scope, key)))
    .where('created_at', '>=', sinceMs)
    .executeTakeFirst();
}

/** Throws the database's error when the key is in use: see `idempotencyKeyUnique`. An answer past its time makes room. */
export async function rememberAnswer(
  db: Db,
  scope: Scope,
  key: string,
  row: RememberedRow,
  sinceMs: number,
): Promise<void> {
  await db
    .deleteFrom('idempotency_keys')
    .where((where) => where.and(columnsOf(scope, key)))
    .where('created_at', '<', sinceMs)
    .execute();
  await db
    .insertInto('idempotency_keys')
    .values({ ...columnsOf(scope, key), ...row })
    .execute();
}

/** Removes answers of every workspace made before `beforeMs`. For the job only. */
export async function forgetAnswers(db: Db, beforeMs: number): Promise<void> {
  await db.deleteFrom('idempotency_keys').where('created_at', '<', beforeMs).execute();
}

export async function forgetAnswersOf(db: Db, workspaceId: string): Promise<void> {
  await db.deleteFrom('idempotency_keys').where('workspace_id', '=', workspaceId).execute();
}
