import type { Db } from '../platform/db/engine.ts';
import type { ApiKeyRow, ApiKeyTable } from './keys.table.ts';
import { type Scope, scopeColumns } from './scope.ts';

const scoped = (db: Db, scope: Scope) => db.selectFrom('api_keys').where((where) => where.and(scopeColumns(scope)));

/** Throws the database's error when the key it replaces was replaced before: see `rotatedFromUnique`. */
export async function insertKey(db: Db, row: ApiKeyRow): Promise<void> {
  await db.insertInto('api_keys').values(row).execute();
}

export function findKeyRow(db: Db, scope: Scope, id: string): Promise<ApiKeyRow | undefined> {
  return scoped(db, scope).selectAll().where('id', '=', id).executeTakeFirst();
}

export async function countKeys(db: Db, scope: Scope): Promise<number> {
  const query = scoped(db, scope).select((select) => select.fn.countAll<number>().as('total'));
  return (await query.executeTakeFirstOrThrow()).total;
}

/** Newest first. */
export function listKeyRows(db: Db, scope: Scope, page: { limit: number; offset: number }): Promise<ApiKeyRow[]> {
  return scoped(db, scope)
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
}

const updateUsable = (db: Db, scope: Scope, id: string, nowMs: number) =>
  db
    .updateTable('api_keys')
    .where((where) => where.and({ ...scopeColumns(scope), id }))
    .where('revoked_at', 'is', null)
    .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', nowMs)]))
    .returningAll();

export type KeyChange = Partial<Pick<ApiKeyTable, 'name' | 'scopes' | 'expires_at'>>;

/** The row after the change; undefined when no key that still opens anything has this id in this scope. */
export function updateUsableKeyRow(
  db: Db,
  scope: Scope,
  id: string,
  change: KeyChange,
  nowMs: number,
): Promise<ApiKeyRow | undefined> {
  return updateUsable(db, scope, id, nowMs).set(change).executeTakeFirst();
}

/**
 * The row as it is, which nobody else can change before the transaction ends; undefined as above. An update to the same
 * value locks on both databases, while SQLite has no `for update`.
 */
export function lockUsableKeyRow(db: Db, scope: Scope, id: string, nowMs: number): Promise<ApiKeyRow | undefined> {
  return updateUsable(db, scope, id, nowMs)
    .set((set) => ({ id: set.ref('id') }))
    .executeTakeFirst();
}

/** The row after it; a key that was revoked before keeps the time of the first. */
export function revokeKeyRow(db: Db, scope: Scope, id: string, nowMs: number): Promise<ApiKeyRow | undefined> {
  return db
    .updateTable('api_keys')
    .set((set) => ({ revoked_at: set.fn.coalesce('revoked_at', set.val(nowMs)) }))
    .where((where) => where.and({ ...scopeColumns(scope), id }))
    .returningAll()
    .executeTakeFirst();
}
