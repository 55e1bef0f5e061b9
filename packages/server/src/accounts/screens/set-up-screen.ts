import { html, type Screen } from '../../web/index.ts';
import { alert, button, field } from './form-parts.ts';
import type { Texts } from './texts/texts.ts';

export type Filled = { readonly username?: string; readonly name?: string; readonly email?: string };

type Facts = { readonly token: string; readonly problem?: string; readonly filled?: Filled };

/** Where the first administrator is made. */
export function setUpScreen(
  { setUp, fields }: Texts,
  { token, problem, filled = {} }: Facts,
): Omit<Screen, 'language'> {
  const main = html`<h1>${setUp.title}</h1><p class="lead">${setUp.lead}</p>
${alert(problem)}
<form method="post" action="/setup/${token}">
${field({ name: 'email', label: fields.email, type: 'email', autocomplete: 'email', value: filled.email })}
${field({ name: 'username', label: fields.username, autocomplete: 'username', hint: fields.usernameHint, value: filled.username })}
${field({ name: 'name', label: fields.name, autocomplete: 'name', required: false, hint: fields.nameHint, value: filled.name })}
${field({ name: 'password', label: fields.password, type: 'password', autocomplete: 'new-password', hint: fields.passwordHint })}
<div class="actions">${button(setUp.submit)}</div></form>
<p class="hint">${setUp.claim}</p>`;
  return { title: setUp.title, main };
}
