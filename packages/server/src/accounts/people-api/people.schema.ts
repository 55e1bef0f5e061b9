import { z } from '@hono/zod-openapi';
import { KEY_NAME, KEY_NAME_RULE } from '../key-name.ts';
import { ROLES } from '../people/person.ts';
import { PASSWORD_LENGTH_MAX } from '../sign-in/password.ts';
import { PLANS } from '../workspace.ts';

export const emailInput = z
  .email('it must be an e-mail address')
  .max(254, 'it has at most 254 characters')
  .openapi({ example: 'ada@example.com' });

export const nameInput = z.string().regex(KEY_NAME, `it must be ${KEY_NAME_RULE}`).openapi({ example: 'Ada' });

// What a handle may be is decided by `requireHandle`, which says exactly what is wrong.
const handleInput = z.string().max(100).openapi({ example: 'ada' });

const passwordInput = z.string().max(PASSWORD_LENGTH_MAX * 2);

export const roleInput = z.enum(ROLES);

export const updateMeBody = z
  .strictObject({
    name: nameInput.optional(),
    username: handleInput.optional(),
    language: z.enum(['en', 'de']).optional(),
  })
  .openapi('UpdatePerson');

export const passwordBody = z
  .strictObject({
    password: passwordInput.openapi({ description: 'The new one: 10 to 256 characters.' }),
    current_password: passwordInput
      .optional()
      .openapi({ description: 'Needed where there is one and the sign-in is older than 15 minutes.' }),
  })
  .openapi('SetPassword');

export const createWorkspaceBody = z
  .strictObject({ handle: handleInput, name: nameInput.optional() })
  .openapi('CreateWorkspace');

export const updateWorkspaceBody = z.strictObject({ name: nameInput }).openapi('UpdateWorkspace');
export const updateMemberBody = z.strictObject({ role: roleInput }).openapi('UpdateMember');
export const handOverBody = z.strictObject({ person_id: z.string() }).openapi('HandOver');

export const inviteBody = z
  .strictObject({ email: emailInput, role: roleInput.optional().openapi({ description: '`member` when left out.' }) })
  .openapi('Invite');

export const acceptBody = z
  .strictObject({ token: z.string().max(100).openapi({ description: 'The last part of the address in the mail.' }) })
  .openapi('AcceptInvitation');

export const personObject = z
  .object({
    id: z.string(),
    username: z.string(),
    name: z.string(),
    email: z.string(),
    email_verified: z.boolean(),
    administrator: z.boolean(),
    workspace_id: z.string(),
    has_password: z.boolean(),
  })
  .openapi('Person');

export const sessionObject = z
  .object({
    id: z.string(),
    current: z.boolean(),
    user_agent: z.string().nullable(),
    created_at: z.string(),
    last_seen_at: z.string(),
    expires_at: z.string(),
  })
  .openapi('Session');

const passkeyObject = z
  .object({ id: z.string(), name: z.string().nullable(), created_at: z.string().nullable() })
  .openapi('Passkey');

export const workspaceObject = z
  .object({
    id: z.string(),
    handle: z.string(),
    name: z.string(),
    kind: z.enum(['personal', 'team']),
    plan: z.enum(PLANS),
    role: roleInput,
    created_at: z.string(),
  })
  .openapi('Workspace');

export const memberObject = z
  .object({
    person_id: z.string(),
    username: z.string(),
    name: z.string(),
    email: z.string(),
    role: roleInput,
    joined_at: z.string(),
  })
  .openapi('Member');

export const invitationObject = z
  .object({
    id: z.string(),
    workspace_id: z.string(),
    email: z.string(),
    role: roleInput,
    created_at: z.string(),
    expires_at: z.string(),
  })
  .openapi('Invitation');

export const invitedObject = invitationObject
  .extend({
    delivery: z.enum(['mail', 'hand_over']).openapi({
      description:
        '`mail`: a mail was queued. `hand_over`: no mail was sent; give them `url`, which is shown this once.',
    }),
    url: z.string().nullable(),
  })
  .openapi('NewInvitation');

const listOf = <S extends z.ZodType>(schema: S) => z.object({ data: z.array(schema) });
export const sessionList = listOf(sessionObject);
export const passkeyList = listOf(passkeyObject);
export const workspaceList = listOf(workspaceObject);
export const memberList = listOf(memberObject);
export const invitationList = listOf(invitationObject);
export const doneObject = z.object({ id: z.string(), deleted: z.literal(true) });
export const endedObject = z.object({ signed_out: z.literal(true) });

export const idParams = z.object({ id: z.string() });
export const memberParams = z.object({ id: z.string(), person_id: z.string() });
export const invitationParams = z.object({ id: z.string(), invitation_id: z.string() });
