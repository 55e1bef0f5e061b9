import type { Db } from '../../platform/db/engine.ts';
import { listAdministratorEmailRows } from './persons.store.ts';

/** The proven addresses of whoever looks after the whole server. */
export async function listAdministratorEmails({ db }: { readonly db: Db }): Promise<readonly string[]> {
  return (await listAdministratorEmailRows(db)).map(({ email }) => email);
}
