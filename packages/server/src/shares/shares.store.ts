import type { SelectQueryBuilder } from 'kysely';
import { type Scope, scopeColumns } from '../accounts/index.ts';
import type { Db } from '../platform/db/engine.ts';
import type { Database } from '../platform/db/tables.ts';
import type { NewShareRow, ShareRow, ShareTable } from './shares.table.ts';

export type ShareStatusFilter = 'active' | 'expired' | 'all';

type ShareQuery<O> = SelectQueryBuilder<Database, 'shares', O>;

const scoped = (db: Db, scope: Scope) => db.selectFrom('shares').where((where) => where.and(scopeColumns(scope)));

function withStatus<O>(query: ShareQuery<O>, status: ShareStatusFilter, nowMs: number): ShareQuery<O> {
  if (status === 'all') return query;
  if (status === 'expired') {
    return query.where((where) => where.or([where('spent_at', 'is not', null), where('expires_at', '<=', nowMs)]));
  }
  return query
    .where('spent_at', 'is', null)
    .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', nowMs)]));
}

/** Throws the database's error when the code is taken: see `shareCodeUnique`. */
export async function insertShare(db: Db, row: NewShareRow, body: Uint8Array): Promise<void> {
  await db.insertInto('shares').values(row).execute();
  await db.insertInto('share_bodies').values({ share_id: row.id, body }).execute();
}

/** Also one that has ended. */
export function findOwnShare(db: Db, scope: Scope, id: string): Promise<ShareRow | undefined> {
  return scoped(db, scope).selectAll().where('id', '=', id).executeTakeFirst();
}

export async function countShares(db: Db, scope: Scope, status: ShareStatusFilter, nowMs: number): Promise<number> {
  const query = scoped(db, scope).select((select) => select.fn.countAll<number>().as('total'));
  return (await withStatus(query, status, nowMs).executeTakeFirstOrThrow()).total;
}

type Listing = { readonly status: ShareStatusFilter; readonly limit: number; readonly offset: number };

/** Newest first. */
export function listShareRows(db: Db, scope: Scope, listing: Listing, nowMs: number): Promise<ShareRow[]> {
  return withStatus(scoped(db, scope).selectAll(), listing.status, nowMs)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(listing.limit)
    .offset(listing.offset)
    .execute();
}

export type ShareChange = Partial<Pick<ShareTable, 'password' | 'expires_at' | 'max_views'>> & {
  readonly updated_at: number;
};

/**
 * The row after the change; undefined when there is none in this scope that goes on, or when `max_views` would shrink. A share
 * without a limit gets none.
 */
export function updateShareRow(
  db: Db,
  scope: Scope,
  id: string,
  change: ShareChange,
  nowMs: number,
): Promise<ShareRow | undefined> {
  let update = db
    .updateTable('shares')
    .set(change)
    .where((where) => where.and({ ...scopeColumns(scope), id }))
    .where('spent_at', 'is', null)
    .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', nowMs)]));
  if (change.password !== undefined) {
    update = update.set((set) => ({ password_version: set('password_version', '+', 1) }));
  }
  if (change.max_views !== undefined) {
    update = update.where('max_views', change.max_views === null ? 'is' : '<=', change.max_views);
  }
  return update.returningAll().executeTakeFirst();
}

/** Also of one that has ended. The row as it was, or undefined when there is none in this scope. */
export async function deleteShareRow(db: Db, scope: Scope, id: string): Promise<ShareRow | undefined> {
  const row = await db
    .deleteFrom('shares')
    .where((where) => where.and({ ...scopeColumns(scope), id }))
    .returningAll()
    .executeTakeFirst();
  if (row !== undefined) await db.deleteFrom('share_bodies').where('share_id', '=', row.id).execute();
  return row;
}
