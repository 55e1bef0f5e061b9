import type { Db } from '../platform/db/engine.ts';
import './page-grants.table.ts';

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
