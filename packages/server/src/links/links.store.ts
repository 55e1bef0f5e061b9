import type { SelectQueryBuilder } from 'kysely';
import type { Scope } from '../accounts/index.ts';
import type { Db } from '../platform/db/engine.ts';
import type { Database } from '../platform/db/tables.ts';
import type { LinkRow, LinkTable, NewLinkRow } from './links.table.ts';

export type LinkStatusFilter = 'active' | 'disabled' | 'expired';

export type LinkFilter = { readonly slug?: string | undefined; readonly status?: LinkStatusFilter | undefined };

/** Where a page of the newest-first order goes on. */
export type LinkPosition = Pick<LinkTable, 'created_at' | 'id'>;

type LinkQuery<O> = SelectQueryBuilder<Database, 'links', O>;

const scoped = (db: Db, scope: Scope) =>
  db
    .selectFrom('links')
    .where('workspace_id', '=', scope.workspaceId)
    .where('livemode', '=', scope.livemode ? 1 : 0);

function matching<O>(query: LinkQuery<O>, filter: LinkFilter, nowMs: number): LinkQuery<O> {
  let result = query;
  if (filter.slug !== undefined) result = result.where('slug', '=', filter.slug);
  if (filter.status === 'disabled') return result.where('status', '=', 'disabled');
  if (filter.status === undefined) return result;
  result = result.where('status', '=', 'active');
  if (filter.status === 'expired') return result.where('expires_at', '<=', nowMs);
  return result.where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', nowMs)]));
}

/** Throws the database's error when the slug is taken: see `linkSlugUnique`. */
export async function insertLink(db: Db, row: NewLinkRow): Promise<void> {
  await db.insertInto('links').values(row).execute();
}

export function findLink(db: Db, scope: Scope, id: string): Promise<LinkRow | undefined> {
  return scoped(db, scope).selectAll().where('id', '=', id).executeTakeFirst();
}

export async function countLinks(db: Db, scope: Scope, filter: LinkFilter, nowMs: number): Promise<number> {
  const query = scoped(db, scope).select((select) => select.fn.countAll<number>().as('total'));
  const { total } = await matching(query, filter, nowMs).executeTakeFirstOrThrow();
  return total;
}

type Page = { readonly limit: number; readonly offset?: number; readonly after?: LinkPosition | undefined };

/** Newest first, from `after` when given, else from `offset`. */
export function listLinkRows(db: Db, scope: Scope, filter: LinkFilter, page: Page, nowMs: number): Promise<LinkRow[]> {
  const { after } = page;
  let query = matching(scoped(db, scope).selectAll(), filter, nowMs);
  if (after !== undefined) {
    query = query.where((where) =>
      where.or([
        where('created_at', '<', after.created_at),
        where.and([where('created_at', '=', after.created_at), where('id', '<', after.id)]),
      ]),
    );
  }
  return query
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit)
    .offset(page.offset ?? 0)
    .execute();
}

export type LinkChange = Partial<
  Omit<LinkTable, 'id' | 'workspace_id' | 'livemode' | 'domain' | 'slug' | 'created_at'>
>;

const updateScoped = (db: Db, scope: Scope, id: string) =>
  db
    .updateTable('links')
    .where('workspace_id', '=', scope.workspaceId)
    .where('livemode', '=', scope.livemode ? 1 : 0)
    .where('id', '=', id)
    .returningAll();

/** The row as it is, which nobody else can change before the transaction ends; SQLite has no `for update`. */
export function lockLinkRow(db: Db, scope: Scope, id: string): Promise<LinkRow | undefined> {
  return updateScoped(db, scope, id)
    .set((set) => ({ id: set.ref('id') }))
    .executeTakeFirst();
}

/** The row after the change, or `undefined` when there is none in this scope. */
export function updateLinkRow(db: Db, scope: Scope, id: string, change: LinkChange): Promise<LinkRow | undefined> {
  return updateScoped(db, scope, id).set(change).executeTakeFirst();
}

/** The row as it was, or `undefined` when there is none in this scope. */
export function deleteLinkRow(db: Db, scope: Scope, id: string): Promise<LinkRow | undefined> {
  return db
    .deleteFrom('links')
    .where('workspace_id', '=', scope.workspaceId)
    .where('livemode', '=', scope.livemode ? 1 : 0)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
}
