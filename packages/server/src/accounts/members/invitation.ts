import type { InvitationRow } from '../people/people.table.ts';
import type { Role } from '../people/person.ts';

/** It ends by itself: an address that lies in an old mail opens nothing. */
export const INVITATION_MS = 7 * 24 * 3_600_000;

export type Invitation = {
  readonly id: string;
  readonly workspaceId: string;
  readonly email: string;
  readonly role: Role;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
};

export function toInvitation(row: InvitationRow): Invitation {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    email: row.email,
    role: row.role,
    createdAtMs: row.created_at,
    expiresAtMs: row.expires_at,
  };
}
