import type { Db } from '../../platform/db/engine.ts';
import type { PageGrantRow, PageGrantTable } from './page-grants.table.ts';

type Reader = { readonly personId: string; readonly emailTag: string | undefined };

/** The grant by which a person may read a page: one that was activated by them, or is for their address. */
export async function findGrantOf(
  db: Db,
  pageId: string,
  { personId, emailTag }: Reader,
): Promise<{ readonly id: string; readonly status: 'pending' | 'active' } | undefined> {
  return db
    .selectFrom('page_grants')
    .select(['id', 'status'])
    .where('page_id', '=', pageId)
    .where((where) =>
      where.or([
        where.and([where('status', '=', 'active'), where('person_id', '=', personId)]),
        ...(emailTag === undefined ? [] : [where('email_tag', '=', emailTag)]),
      ]),
    )
    .orderBy('status')
    .limit(1)
    .executeTakeFirst();
}

/** Grants of all pages that wait for an address are its owner's from now on. */
export async function activateGrantsOf(db: Db, personId: string, emailTag: string, nowMs: number): Promise<void> {
  await db
    .updateTable('page_grants')
    .set({ status: 'active', person_id: personId, activated_at: nowMs })
    .where('email_tag', '=', emailTag)
    .where('status', '=', 'pending')
    .execute();
}

/** False when there is a grant for this address already. */
export async function insertGrant(db: Db, row: PageGrantTable): Promise<boolean> {
  const result = await db
    .insertInto('page_grants')
    .values(row)
    .onConflict((conflict) => conflict.columns(['page_id', 'email_tag']).doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export function findGrantByEmail(db: Db, pageId: string, emailTag: string): Promise<PageGrantRow | undefined> {
  return db
    .selectFrom('page_grants')
    .selectAll()
    .where('page_id', '=', pageId)
    .where('email_tag', '=', emailTag)
    .executeTakeFirst();
}

/** Oldest first, behind `after` when given. */
export function listGrantRows(
  db: Db,
  pageId: string,
  { limit, after }: { readonly limit: number; readonly after: string | undefined },
): Promise<PageGrantRow[]> {
  const query = db.selectFrom('page_grants').selectAll().where('page_id', '=', pageId);
  return (after === undefined ? query : query.where('id', '>', after)).orderBy('id').limit(limit).execute();
}

/** The row as it was, or `undefined` when the page has no such grant. */
export function deleteGrantRow(db: Db, pageId: string, id: string): Promise<PageGrantRow | undefined> {
  return db
    .deleteFrom('page_grants')
    .where('page_id', '=', pageId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
}
