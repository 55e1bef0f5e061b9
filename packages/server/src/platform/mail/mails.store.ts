import type { Db } from '../db/engine.ts';
import type { MailRow } from './mails.table.ts';

export async function insertMail(db: Db, row: MailRow): Promise<void> {
  await db.insertInto('mails').values(row).execute();
}

/** Takes the mail that has waited longest, and puts it off to `againAtMs`: whoever dies while sending leaves it to another. */
export function claimDueMail(db: Db, nowMs: number, againAtMs: number): Promise<MailRow | undefined> {
  return db
    .updateTable('mails')
    .set((set) => ({ next_attempt_at: againAtMs, attempts: set('attempts', '+', 1) }))
    .where('id', '=', (select) =>
      select
        .selectFrom('mails')
        .select('id')
        .where('status', '=', 'pending')
        .where('next_attempt_at', '<=', nowMs)
        .orderBy('next_attempt_at')
        .limit(1),
    )
    .where('next_attempt_at', '<=', nowMs)
    .where('status', '=', 'pending')
    .returningAll()
    .executeTakeFirst();
}

/** What it said is not kept. */
export async function endMail(db: Db, id: string, status: 'sent' | 'failed'): Promise<void> {
  await db.updateTable('mails').set({ status, content: null }).where('id', '=', id).execute();
}

export async function putOffMail(db: Db, id: string, untilMs: number): Promise<void> {
  await db.updateTable('mails').set({ next_attempt_at: untilMs }).where('id', '=', id).execute();
}

export async function deleteEndedMails(db: Db, beforeMs: number): Promise<void> {
  await db.deleteFrom('mails').where('status', '!=', 'pending').where('created_at', '<', beforeMs).execute();
}
