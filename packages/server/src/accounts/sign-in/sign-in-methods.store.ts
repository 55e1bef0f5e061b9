import type { Db } from '../../platform/db/engine.ts';
import type { SignInMethodRow } from './sign-in.table.ts';

const PASSWORD = 'credential';

const passwordOf = (db: Db, personId: string) =>
  db.selectFrom('accounts').where('person_id', '=', personId).where('provider_id', '=', PASSWORD);

export async function findPasswordHash(db: Db, personId: string): Promise<string | undefined> {
  return (await passwordOf(db, personId).select('password').executeTakeFirst())?.password ?? undefined;
}

/** In place of the one before, if any. The shape is that of better-auth, which checks it when somebody signs in. */
export async function upsertPassword(
  db: Db,
  { id, personId, hash, now }: { id: string; personId: string; hash: string; now: string },
): Promise<void> {
  const row: SignInMethodRow = {
    id,
    account_id: personId,
    provider_id: PASSWORD,
    person_id: personId,
    access_token: null,
    refresh_token: null,
    id_token: null,
    access_token_expires_at: null,
    refresh_token_expires_at: null,
    scope: null,
    password: hash,
    created_at: now,
    updated_at: now,
  };
  await db
    .insertInto('accounts')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['provider_id', 'account_id']).doUpdateSet({ password: hash, updated_at: now }),
    )
    .execute();
}

export function listPasskeyRows(db: Db, personId: string) {
  return db
    .selectFrom('passkeys')
    .select(['id', 'name', 'created_at'])
    .where('person_id', '=', personId)
    .orderBy('created_at')
    .execute();
}

export async function deletePasskey(db: Db, personId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('passkeys')
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
