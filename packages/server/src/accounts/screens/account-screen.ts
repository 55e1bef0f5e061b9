import { describeMomentBriefly, type Html, html, type Screen } from '../../web/index.ts';
import type { ApiKey } from '../api-key.ts';
import type { MemberWorkspaceRow } from '../people/memberships.store.ts';
import type { Person } from '../people/person.ts';
import type { PasskeyRow, SessionRow } from '../sign-in/sign-in.table.ts';
import { accountNav } from './account-nav.ts';
import { describeAgent } from './describe-agent.ts';
import { alert, button, field, hidden, notice, oneButtonForm } from './form-parts.ts';
import { PASSKEY_ADD_SCRIPT } from './passkey-scripts.ts';
import type { Texts } from './texts/texts.ts';

export type AccountFacts = {
  readonly person: Person;
  readonly hasPassword: boolean;
  readonly sessionId: string;
  readonly sessions: readonly SessionRow[];
  readonly passkeys: readonly Pick<PasskeyRow, 'id' | 'name' | 'created_at'>[];
  readonly workspaces: readonly MemberWorkspaceRow[];
  readonly keys: readonly ApiKey[];
  readonly problem?: string | undefined;
  readonly saved?: boolean;
  /** The key that was just made. */
  readonly newKey?: string;
};

function profile({ account, fields }: Texts, { person }: AccountFacts): Html {
  return html`<section class="panel"><h2>${account.profile}</h2><form method="post" action="/account/profile">
${field({ name: 'name', label: fields.name, value: person.name, autocomplete: 'name' })}
${field({ name: 'username', label: fields.username, value: person.username, autocomplete: 'username', hint: account.usernameWarning })}
<div class="actions">${button(account.save)}</div></form></section>`;
}

function workspaces({ account, roles, fields }: Texts, facts: AccountFacts): Html {
  const rows = facts.workspaces.map(
    ({
      id,
      handle,
      name,
      kind,
      role,
    }) => html`<li><div class="what">${name}<span>${handle} · ${kind === 'personal' ? account.personal : roles[role]}</span></div>
${kind === 'team' ? html`<a href="/account/workspaces/${id}">${account.open}</a>` : html``}</li>`,
  );
  return html`<section class="panel"><h2>${account.workspaces}</h2><ul class="rows">${rows}</ul>
<details><summary>${account.newWorkspace}</summary><form method="post" action="/account/workspaces">
${field({ name: 'handle', label: account.handle, hint: account.handleHint })}
${field({ name: 'name', label: fields.name, id: 'workspace-name' })}
<div class="actions">${button(account.createWorkspace)}</div></form></details></section>`;
}

function keys({ account }: Texts, facts: AccountFacts): Html {
  const rows = facts.keys.map(
    ({ id, name, last4 }) => html`<li><div class="what">${name ?? '–'}<span>${account.endsIn(last4)}</span></div>
${oneButtonForm('/account/keys/revoke', account.revoke, 'risky', hidden('id', id))}</li>`,
  );
  return html`<section class="panel"><h2>${account.keys}</h2><p>${account.keysLead}</p>
${rows.length === 0 ? html`<p class="hint">${account.noKeys}</p>` : html`<ul class="rows">${rows}</ul>`}
<details><summary>${account.newKey}</summary><form method="post" action="/account/keys">
${field({ name: 'name', label: account.keyName, id: 'key-name' })}
<div class="actions">${button(account.createKey)}</div></form></details></section>`;
}

function password({ account, fields }: Texts, { hasPassword, person }: AccountFacts): Html {
  const current = hasPassword
    ? field({
        name: 'current',
        label: fields.currentPassword,
        type: 'password',
        autocomplete: 'current-password',
        required: false,
      })
    : html``;
  const text = hasPassword ? account.changePassword : account.setPassword;
  return html`<section class="panel"><h2>${account.password}</h2><p>${account.passwordLead}</p>
<details><summary>${text}</summary><form method="post" action="/account/password">
<input type="text" name="email" value="${person.email}" autocomplete="username" aria-label="${fields.email}" readonly hidden>
${current}
${field({ name: 'password', label: fields.newPassword, type: 'password', autocomplete: 'new-password', hint: fields.passwordHint })}
<div class="actions">${button(text)}</div></form></details></section>`;
}

function passkeys({ account, language }: Texts, facts: AccountFacts): Html {
  const rows = facts.passkeys.map(
    ({
      id,
      name,
      created_at,
    }) => html`<li><div class="what">${name ?? account.passkeyName}<span>${created_at === null ? '' : describeMomentBriefly(Date.parse(created_at), language)}</span></div>
${oneButtonForm('/account/passkeys/remove', account.remove, 'risky', hidden('id', id))}</li>`,
  );
  return html`<section class="panel"><h2>${account.passkeys}</h2><p>${account.passkeysLead}</p>
${rows.length === 0 ? html`<p class="hint">${account.noPasskeys}</p>` : html`<ul class="rows">${rows}</ul>`}
<p class="actions"><button class="plain" type="button" id="passkey" hidden data-failed="${account.passkeyFailed}">${account.addPasskey}</button></p>
<p class="alert" id="passkey-problem" role="alert" hidden></p></section>`;
}

function sessions({ account, language }: Texts, facts: AccountFacts): Html {
  const rows = facts.sessions.map(({ id, user_agent, last_seen_at }) => {
    const isThis = id === facts.sessionId;
    const agent = describeAgent(user_agent) ?? account.unknownDevice;
    return html`<li><div class="what">${agent}${isThis ? html` (${account.thisOne})` : html``}<span>${account.lastSeen(describeMomentBriefly(last_seen_at, language))}</span></div>
${isThis ? html`` : oneButtonForm('/account/sessions/end', account.end, 'risky', hidden('id', id))}</li>`;
  });
  return html`<section class="panel"><h2>${account.sessions}</h2><p>${account.sessionsLead}</p><ul class="rows">${rows}</ul>
<div class="actions">${oneButtonForm('/account/sign-out-everywhere', account.signOutEverywhere, 'risky')}</div></section>`;
}

export function accountScreen(texts: Texts, facts: AccountFacts): Omit<Screen, 'language'> {
  const { account } = texts;
  const { person, problem, saved = false, newKey } = facts;
  const main = html`<h1>${account.title}</h1><p class="lead">${account.signedInAs(person.email)}</p>
${alert(problem)}
${notice(saved ? html`<p>${account.saved}</p>` : undefined)}
${notice(newKey === undefined ? undefined : html`<p>${account.keyShown}</p><code class="secret">${newKey}</code>`)}
${workspaces(texts, facts)}
${profile(texts, facts)}
${keys(texts, facts)}
${passkeys(texts, facts)}
${password(texts, facts)}
${sessions(texts, facts)}`;
  return { title: account.title, main, nav: accountNav(texts, person), script: PASSKEY_ADD_SCRIPT };
}
