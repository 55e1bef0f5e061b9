import type { Db } from '../../platform/db/engine.ts';

// About addresses of people who may not be persons yet, so without a scope.

/** Whether somebody with this address is awaited: invited, or something was shared with them. */
export async function isExpected(db: Db, email: string, nowMs: number): Promise<boolean> {
  // Both are always asked: the clock shall not tell which.
  const [expected, invited] = await Promise.all([
    db.selectFrom('expected_people').select('email').where('email', '=', email).executeTakeFirst(),
    db
      .selectFrom('invitations')
      .select('id')
      .where('email', '=', email)
      .where('expires_at', '>', nowMs)
      .executeTakeFirst(),
  ]);
  return expected !== undefined || invited !== undefined;
}

export async function insertExpected(db: Db, email: string, nowMs: number): Promise<void> {
  await db
    .insertInto('expected_people')
    .values({ email, created_at: nowMs })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .execute();
}
