import { describeMomentBriefly, type Html, html, type Screen } from '../../web/index.ts';
import type { Invitation } from '../members/invitation.ts';
import type { Member } from '../members/member.ts';
import { mayAssign, maySeeToMembers } from '../members/roles.ts';
import { type Person, ROLES, type Role } from '../people/person.ts';
import type { Workspace } from '../workspace.ts';
import { accountNav } from './account-nav.ts';
import { alert, button, field, hidden, notice, oneButtonForm } from './form-parts.ts';
import type { Texts } from './texts/texts.ts';

export type TeamFacts = {
  readonly person: Person;
  readonly workspace: Workspace;
  readonly role: Role;
  readonly members: readonly Member[];
  readonly invitations: readonly Invitation[];
  readonly sendsMail: boolean;
  readonly problem?: string | undefined;
  readonly invited?: { readonly email: string; readonly handOverUrl: string | null };
};

function roleSelect({ roles, team, fields }: Texts, own: Role, chosen: Role, of?: string): Html {
  const options = ROLES.filter((role) => mayAssign(own, role)).map(
    (role) => html`<option value="${role}"${role === chosen ? html` selected` : html``}>${roles[role]}</option>`,
  );
  const label = of === undefined ? fields.role : team.roleOf(of);
  return html`<select name="role" aria-label="${label}">${options}</select>`;
}

function memberRow(texts: Texts, { person, role, workspace }: TeamFacts, member: Member): Html {
  const { team, roles } = texts;
  const base = `/account/workspaces/${workspace.id}`;
  const isSelf = member.personId === person.id;
  const inside = hidden('person', member.personId);
  const mayChange = mayAssign(role, member.role);
  const what = html`<div class="what">${member.name}${isSelf ? html` (${team.you})` : html``}<span>${member.email}${mayChange ? html`` : html` · ${roles[member.role]}`}</span></div>`;
  const change = html`<form method="post" action="${base}/role">${inside}${roleSelect(texts, role, member.role, member.name)}${button(team.changeRole, 'plain')}</form>`;
  const remove = isSelf ? html`` : oneButtonForm(`${base}/remove`, team.remove, 'risky', inside);
  return html`<li>${what}${mayChange ? html`${change}${remove}` : html``}</li>`;
}

function inviteForm(texts: Texts, { person, role, workspace, sendsMail }: TeamFacts): Html {
  const { team, fields } = texts;
  if (!sendsMail && !person.administrator) return html`<p class="hint">${team.inviteNobody}</p>`;
  return html`${sendsMail ? html`` : html`<p class="hint">${team.inviteByHand}</p>`}
<form method="post" action="/account/workspaces/${workspace.id}/invite" class="inline">
${field({ name: 'email', label: fields.email, type: 'email' })}
${roleSelect(texts, role, 'member')}${button(team.inviteSubmit)}</form>`;
}

function invitationRows({ team, roles, language }: Texts, { invitations, workspace }: TeamFacts): Html {
  if (invitations.length === 0) return html`<p class="hint">${team.noInvitations}</p>`;
  const rows = invitations.map(
    ({
      id,
      email,
      role,
      expiresAtMs,
    }) => html`<li><div class="what">${email}<span>${roles[role]} · ${team.until(describeMomentBriefly(expiresAtMs, language))}</span></div>
${oneButtonForm(`/account/workspaces/${workspace.id}/take-back`, team.takeBack, 'risky', hidden('id', id))}</li>`,
  );
  return html`<ul class="rows">${rows}</ul>`;
}

function invitedNotice({ team }: Texts, invited: TeamFacts['invited']): Html | undefined {
  if (invited === undefined) return undefined;
  const { email, handOverUrl } = invited;
  if (handOverUrl === null) return html`<p>${team.invited(email)}</p>`;
  return html`<p>${team.handItOver(email)}</p><code class="secret">${handOverUrl}</code>`;
}

function handOverForm({ team }: Texts, { members, person, workspace }: TeamFacts): Html {
  const others = members.filter(({ personId }) => personId !== person.id);
  if (others.length === 0) return html``;
  const options = others.map(({ personId, name }) => html`<option value="${personId}">${name}</option>`);
  return html`<details class="panel"><summary>${team.handOver}</summary><p>${team.handOverLead}</p>
<form method="post" action="/account/workspaces/${workspace.id}/hand-over" class="actions"><select name="person" aria-label="${team.handOver}">${options}</select>${button(team.handOver, 'risky')}</form></details>`;
}

/** The members of a team, and who is invited. */
export function teamScreen(texts: Texts, facts: TeamFacts): Omit<Screen, 'language'> {
  const { team } = texts;
  const { workspace, members, role, person, problem } = facts;
  const seesToMembers = maySeeToMembers(role);
  const invitations = html`<section class="panel"><h2>${team.invite}</h2>${inviteForm(texts, facts)}
<h3>${team.invitations}</h3>${invitationRows(texts, facts)}</section>`;
  const main = html`<p><a href="/account">${team.back}</a></p><h1>${workspace.name}</h1><p class="lead">${workspace.handle}</p>
${alert(problem)}
${notice(invitedNotice(texts, facts.invited))}
<section class="panel"><h2>${team.members}</h2><ul class="rows">${members.map((member) => memberRow(texts, facts, member))}</ul></section>
${seesToMembers ? invitations : html``}
${role === 'owner' ? handOverForm(texts, facts) : html``}
<div class="panel actions">${oneButtonForm(`/account/workspaces/${workspace.id}/leave`, team.leave, 'risky')}</div>`;
  return { title: workspace.name, main, nav: accountNav(texts, person), wide: true };
}
