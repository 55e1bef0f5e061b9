import { createOneTimeToken, hashOneTimeToken } from '../../platform/crypto/one-time-token.ts';
import type { Db } from '../../platform/db/engine.ts';
import { recordChange } from '../../platform/events/record-change.ts';
import { enqueueMail } from '../../platform/mail/enqueue-mail.ts';
import type { Language } from '../../web/index.ts';
import { invitationMail } from '../mails/invitation-mail.ts';
import { findMembershipRow } from '../people/memberships.store.ts';
import type { Role } from '../people/person.ts';
import { findPersonRow, findPersonRowByEmail } from '../people/persons.store.ts';
import { findWorkspaceRowById } from '../workspace-records.store.ts';
import { INVITATION_MS, type Invitation, toInvitation } from './invitation.ts';
import { upsertInvitation } from './invitations.store.ts';
import type { MemberDeps, Steward } from './member-deps.ts';
import {
  isMemberAlready,
  noMailServer,
  notATeam,
  onlyForAdmins,
  roleTooHigh,
  workspaceNotFound,
} from './members.errors.ts';
import { mayAssign, maySeeToMembers } from './roles.ts';

export type NewInvitation = { readonly email: string; readonly role: Role; readonly language: Language };

/** `handOverUrl`: where no mail was sent, for an administrator to hand over; it is shown this once. */
export type Invited = { readonly invitation: Invitation; readonly handOverUrl: string | null };

/** The language of who is invited, where they are known here; else that of who invites. */
async function languageFor(db: Db, email: string, otherwise: Language): Promise<Language> {
  const language = (await findPersonRowByEmail(db, email))?.language;
  return language === 'de' || language === 'en' ? language : otherwise;
}

async function requireStranger(db: Db, workspaceId: string, email: string): Promise<void> {
  const person = await findPersonRowByEmail(db, email);
  if (person !== undefined && (await findMembershipRow(db, workspaceId, person.id)) !== undefined) {
    throw isMemberAlready();
  }
}

/**
 * Invites somebody to a team by mail. Without a mail server only administrators may: they get the address to hand over, and vouch
 * for who has it, because accepting proves the address. Inviting again replaces the invitation before.
 */
export async function invite(deps: MemberDeps, steward: Steward, wanted: NewInvitation): Promise<Invited> {
  const { workspaceId, personId } = steward;
  if (!maySeeToMembers(steward.role)) throw onlyForAdmins(steward);
  if (!mayAssign(steward.role, wanted.role)) throw roleTooHigh(steward);
  if (!deps.mail.isConfigured && !steward.administrator) throw noMailServer();
  const email = wanted.email.toLowerCase();
  const token = createOneTimeToken();
  const nowMs = deps.clock.now();
  const url = new URL(`/invite/${token}`, deps.publicUrl).href;

  return deps.db.transaction().execute(async (transaction) => {
    const workspace = await findWorkspaceRowById(transaction, workspaceId);
    if (workspace === undefined) throw workspaceNotFound();
    if (workspace.kind === 'personal') throw notATeam();
    await requireStranger(transaction, workspaceId, email);
    const row = await upsertInvitation(transaction, {
      id: deps.ids.next('inv'),
      workspace_id: workspaceId,
      email,
      role: wanted.role,
      token_hash: hashOneTimeToken(deps.keyring, 'invitation', token),
      invited_by: personId,
      created_at: nowMs,
      expires_at: nowMs + INVITATION_MS,
    });
    const inviter = personId === null ? undefined : (await findPersonRow(transaction, personId))?.name;
    const language = await languageFor(transaction, email, wanted.language);
    const mail = invitationMail(language, { url, workspace: workspace.name, inviter, host: new URL(url).host });
    const isSent = await enqueueMail(transaction, deps, { to: email, ...mail });
    const invitation = toInvitation(row);
    await recordChange(transaction, deps, steward, {
      type: 'member.invited',
      subjectId: invitation.id,
      data: { email, role: wanted.role },
      summary: `Invited ${email} as ${wanted.role}, ${isSent ? 'by mail' : 'address handed over'}.`,
    });
    return { invitation, handOverUrl: isSent ? null : url };
  });
}
