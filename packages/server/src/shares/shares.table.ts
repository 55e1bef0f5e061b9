import type { Insertable, Selectable } from 'kysely';
import type { UniqueIndex } from '../platform/db/unique-violation.ts';
import type { ShareType } from './share.ts';

declare module '../platform/db/tables.ts' {
  interface Database {
    shares: ShareTable;
    share_bodies: ShareBodyTable;
    share_password_attempts: PasswordAttemptTable;
  }
}

/** Times are Unix ms. */
export type ShareTable = {
  id: string;
  /** Of the short URL. */
  code: string;
  workspace_id: string;
  livemode: number;
  type: ShareType;
  /** The sealed argon2id hash; null for a share without a password. */
  password: Uint8Array | null;
  /** Grows with each change of the password: what was unlocked with the one before is locked again. */
  password_version: number;
  expires_at: number | null;
  /** Null: without a limit, and then `views` stays 0 and views are counted by their visits. */
  max_views: number | null;
  views: number;
  /** When the last view was spent. */
  spent_at: number | null;
  created_at: number;
  updated_at: number;
  /** When the event `share.expired` was written. */
  ended_noted_at: number | null;
  /** When the content was erased. */
  erased_at: number | null;
};

export type ShareRow = Selectable<ShareTable>;
export type NewShareRow = Insertable<ShareTable>;

/** `body` is sealed. There is no row once the content was erased. */
export type ShareBodyTable = { share_id: string; body: Uint8Array };

/**
 * Wrong passwords, by share and client; `client` is a keyed hash of the address, or empty for all clients of the share together.
 * `share_id` is empty for tries at shares that are not there.
 */
export type PasswordAttemptTable = {
  share_id: string;
  client: string;
  failures: number;
  first_at: number;
  last_at: number;
  /** Until then every password is refused unseen. */
  retry_at: number;
};

export const shareCodeUnique: UniqueIndex = { name: 'shares_code', table: 'shares', columns: ['code'] };
