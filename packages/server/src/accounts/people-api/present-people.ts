import type { z } from '@hono/zod-openapi';
import type { Invitation } from '../members/invitation.ts';
import type { Member } from '../members/member.ts';
import type { Reach } from '../people/find-reach.ts';
import type { Person } from '../people/person.ts';
import type { SessionRow } from '../sign-in/sign-in.table.ts';
import type { invitationObject, memberObject, personObject, sessionObject, workspaceObject } from './people.schema.ts';

const toIso = (atMs: number): string => new Date(atMs).toISOString();

export function presentPerson(person: Person, hasPassword: boolean): z.infer<typeof personObject> {
  return {
    id: person.id,
    username: person.username,
    name: person.name,
    email: person.email,
    email_verified: person.emailVerified,
    administrator: person.administrator,
    workspace_id: person.workspaceId,
    has_password: hasPassword,
  };
}

export function presentSession(row: SessionRow, currentId: string): z.infer<typeof sessionObject> {
  return {
    id: row.id,
    current: row.id === currentId,
    user_agent: row.user_agent,
    created_at: row.created_at,
    last_seen_at: toIso(row.last_seen_at),
    expires_at: row.expires_at,
  };
}

export function presentWorkspace({ workspace, role }: Reach): z.infer<typeof workspaceObject> {
  const { createdAtMs, ...columns } = workspace;
  return { ...columns, role, created_at: toIso(createdAtMs) };
}

export function presentMember({ personId, joinedAtMs, ...member }: Member): z.infer<typeof memberObject> {
  return { ...member, person_id: personId, joined_at: toIso(joinedAtMs) };
}

export function presentInvitation(invitation: Invitation): z.infer<typeof invitationObject> {
  return {
    id: invitation.id,
    workspace_id: invitation.workspaceId,
    email: invitation.email,
    role: invitation.role,
    created_at: toIso(invitation.createdAtMs),
    expires_at: toIso(invitation.expiresAtMs),
  };
}
