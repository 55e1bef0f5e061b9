import type { Db } from '../../platform/db/engine.ts';

const NAME = 'set-up';

export async function findSetUpRow(db: Db): Promise<Uint8Array | undefined> {
  return (await db.selectFrom('instance').select('value').where('name', '=', NAME).executeTakeFirst())?.value;
}

/** In place of the one before, whose address opens nothing from then on. */
export async function putSetUpRow(db: Db, value: Uint8Array): Promise<void> {
  await db
    .insertInto('instance')
    .values({ name: NAME, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
}

/** False when somebody was quicker. */
export async function deleteSetUpRow(db: Db): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('instance').where('name', '=', NAME).executeTakeFirst();
  return numDeletedRows > 0n;
}
