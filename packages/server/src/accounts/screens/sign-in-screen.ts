import { type Html, html, type Screen } from '../../web/index.ts';
import { alert, button, field, hidden } from './form-parts.ts';
import { PASSKEY_SIGN_IN_SCRIPT } from './passkey-scripts.ts';
import type { Texts } from './texts/texts.ts';

export type SignInFacts = {
  readonly next: string;
  readonly sendsMail: boolean;
  readonly providerName: string | undefined;
  readonly problem?: string | undefined;
  readonly name?: string | undefined;
};

function byMail({ fields, signIn }: Texts, { next, name }: SignInFacts): Html {
  const value = name?.includes('@') === true ? name : '';
  return html`<form method="post" action="/sign-in/mail">${hidden('next', next)}
${field({ name: 'email', label: fields.email, type: 'email', autocomplete: 'email', hint: signIn.byMailHint, value })}
<div class="actions">${button(signIn.byMail)}</div></form>`;
}

function byPassword({ fields, signIn }: Texts, { next, name, sendsMail }: SignInFacts): Html {
  const form = html`<form method="post" action="/sign-in/password">${hidden('next', next)}
${field({ name: 'name', label: fields.emailOrUsername, autocomplete: 'username', value: name })}
${field({ name: 'password', label: fields.password, type: 'password', autocomplete: 'current-password' })}
<div class="actions">${button(signIn.submit)}</div></form>`;
  if (!sendsMail) return html`${form}<p class="hint">${signIn.noMail}</p>`;
  // Open again for who has just tried it.
  return html`<details class="panel"${name === undefined ? html`` : html` open`}><summary>${signIn.withPassword}</summary>${form}</details>`;
}

/** Every way in that there is here. */
export function signInScreen(texts: Texts, facts: SignInFacts): Omit<Screen, 'language'> {
  const { signIn } = texts;
  const { providerName, next, sendsMail, problem } = facts;
  const provider =
    providerName === undefined
      ? html``
      : html`<p class="actions"><a class="button plain" href="/sign-in/with-provider?next=${encodeURIComponent(next)}">${signIn.withProvider(providerName)}</a></p>`;
  const main = html`<h1>${signIn.title}</h1><p class="lead">${signIn.lead}</p>
${alert(problem)}
${sendsMail ? byMail(texts, facts) : html``}
${byPassword(texts, facts)}
<div class="panel">${provider}
<p class="actions"><button class="plain" type="button" id="passkey" hidden data-next="${next}" data-failed="${signIn.passkeyFailed}">${signIn.withPasskey}</button></p>
<p class="alert" id="passkey-problem" role="alert" hidden></p></div>`;
  return { title: signIn.title, main, script: PASSKEY_SIGN_IN_SCRIPT };
}
