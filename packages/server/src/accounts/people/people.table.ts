import type { Selectable } from 'kysely';
import type { UniqueIndex } from '../../platform/db/unique-violation.ts';
import type { Role } from './person.ts';

declare module '../../platform/db/tables.ts' {
  interface Database {
    persons: PersonTable;
    memberships: MembershipTable;
    invitations: InvitationTable;
    expected_people: ExpectedPersonTable;
  }
}

/** `email` is in lower case; `created_at` and `updated_at` are ISO times, as better-auth writes them. */
export type PersonTable = {
  id: string;
  email: string;
  email_verified: number;
  name: string;
  image: string | null;
  workspace_id: string;
  administrator: number;
  language: string | null;
  created_at: string;
  updated_at: string;
};

/** A personal workspace has one: its person, as owner. Times are Unix ms, here and below. */
export type MembershipTable = { workspace_id: string; person_id: string; role: Role; created_at: number };

/** `token_hash` is what `hashOneTimeToken` makes of the token in the address. The row is gone once it was accepted or taken back. */
export type InvitationTable = {
  id: string;
  workspace_id: string;
  email: string;
  role: Role;
  token_hash: string;
  invited_by: string | null;
  created_at: number;
  expires_at: number;
};

/** Who may become a person by proving an address, without an invitation: something was shared with them. */
export type ExpectedPersonTable = { email: string; created_at: number };

export type PersonRow = Selectable<PersonTable>;
export type MembershipRow = Selectable<MembershipTable>;
export type InvitationRow = Selectable<InvitationTable>;

export const personEmailUnique: UniqueIndex = { name: 'persons_email', table: 'persons', columns: ['email'] };
