import { type Html, html, type Screen } from '../../web/index.ts';
import type { ShownInvitation } from '../members/accept-invitation.ts';
import { alert, button, field, hidden, oneButtonForm } from './form-parts.ts';
import type { Filled } from './set-up-screen.ts';
import type { Texts } from './texts/texts.ts';

/** How whoever opened it stands to it. */
export type Standing = 'invited' | 'somebody-else' | 'known' | 'new';

export type InvitationFacts = {
  readonly token: string;
  readonly invitation: ShownInvitation;
  readonly standing: Standing;
  readonly signedInAs: string | undefined;
  readonly passwordNeeded: boolean;
  readonly problem?: string;
  readonly filled?: Filled;
};

function newcomerForm(
  { fields, invitation: texts }: Texts,
  { token, invitation, passwordNeeded, filled = {} }: InvitationFacts,
): Html {
  const label = passwordNeeded ? fields.password : fields.passwordOptional;
  return html`<p class="lead">${texts.newHere}</p><form method="post" action="/invite/${token}">
${field({ name: 'email', label: fields.email, type: 'email', value: invitation.email, readonly: true, required: false, autocomplete: 'username' })}
${field({ name: 'username', label: fields.username, hint: fields.usernameHint, value: filled.username })}
${field({ name: 'name', label: fields.name, autocomplete: 'name', required: false, hint: fields.nameHint, value: filled.name })}
${field({ name: 'password', label, type: 'password', autocomplete: 'new-password', required: passwordNeeded, hint: fields.passwordHint })}
<div class="actions">${button(texts.create)}</div></form>`;
}

function nextStep(texts: Texts, facts: InvitationFacts): Html {
  const { invitation } = texts;
  const here = `/invite/${facts.token}`;
  switch (facts.standing) {
    case 'invited':
      return html`<div class="actions">${oneButtonForm(here, invitation.join, '')}</div>`;
    case 'somebody-else':
      return html`${alert(invitation.other(facts.signedInAs ?? ''))}
<div class="actions">${oneButtonForm('/sign-out', invitation.signOut, 'plain', hidden('next', here))}</div>`;
    case 'known':
      return html`<p>${invitation.knownHere}</p>
<p class="actions"><a class="button" href="/sign-in?next=${encodeURIComponent(here)}">${invitation.signIn}</a></p>`;
    case 'new':
      return newcomerForm(texts, facts);
  }
}

export function invitationScreen(texts: Texts, facts: InvitationFacts): Omit<Screen, 'language'> {
  const { workspaceName, inviter, role, email } = facts.invitation;
  const title = texts.invitation.title(workspaceName);
  const main = html`<h1>${title}</h1>
<p class="lead">${texts.invitation.lead(inviter, texts.roles[role])} ${texts.invitation.forAddress(email)}</p>
${alert(facts.problem)}
${nextStep(texts, facts)}`;
  return { title, main };
}
