import { type Html, html } from '../../web/index.ts';
import type { Person } from '../people/person.ts';
import { oneButtonForm } from './form-parts.ts';
import type { Texts } from './texts/texts.ts';

/** In the head of each screen of somebody who is signed in. */
export function accountNav({ account }: Texts, person: Person): Html {
  return html`<nav><span class="hint">${person.email}</span>${oneButtonForm('/sign-out', account.signOut)}</nav>`;
}
