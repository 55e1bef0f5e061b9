import type { Selectable } from 'kysely';

/**
 * `content` is sealed JSON of a `Mail`, and gone once the mail is sent or given up. `failed`: the mail server refused it for good, or
 * could not be reached for days.
 */
export type MailTable = {
  id: string;
  content: Uint8Array | null;
  status: 'pending' | 'sent' | 'failed';
  attempts: number;
  next_attempt_at: number;
  created_at: number;
};

export type MailRow = Selectable<MailTable>;

declare module '../db/tables.ts' {
  interface Database {
    mails: MailTable;
  }
}
