import { type Html, html } from '../../web/index.ts';

type Field = {
  readonly name: string;
  readonly label: string;
  readonly type?: 'text' | 'email' | 'password';
  readonly value?: string | undefined;
  readonly hint?: string;
  readonly autocomplete?: string;
  readonly required?: boolean;
  readonly readonly?: boolean;
  /** Where a page has two fields of one name. */
  readonly id?: string;
};

/** A field with its label; what is typed into it is neither capitalised nor corrected. */
export function field(given: Field): Html {
  const { name, label, type = 'text', value = '', hint, autocomplete = 'off', required = true, id = name } = given;
  const hintId = `${id}-hint`;
  const flags = html`${required ? html` required` : html``}${given.readonly === true ? html` readonly` : html``}`;
  const described = hint === undefined ? html`` : html` aria-describedby="${hintId}"`;
  return html`<div class="field"><label for="${id}">${label}</label>
<input id="${id}" name="${name}" type="${type}" value="${value}" autocomplete="${autocomplete}" autocapitalize="none" spellcheck="false"${flags}${described}>
${hint === undefined ? html`` : html`<p class="hint" id="${hintId}">${hint}</p>`}</div>`;
}

export const hidden = (name: string, value: string): Html =>
  html`<input type="hidden" name="${name}" value="${value}">`;

type ButtonLook = 'plain' | 'risky' | '';

export function button(text: string, look: ButtonLook = ''): Html {
  return html`<button${look === '' ? html`` : html` class="${look}"`}>${text}</button>`;
}

/** A form of one button. */
export function oneButtonForm(action: string, text: string, look: ButtonLook = 'plain', inside: Html = html``): Html {
  return html`<form method="post" action="${action}">${inside}${button(text, look)}</form>`;
}

/** Read out as soon as the page is there. */
export const alert = (text: string | undefined): Html =>
  text === undefined ? html`` : html`<p class="alert" role="alert">${text}</p>`;

export const notice = (inside: Html | undefined): Html =>
  inside === undefined ? html`` : html`<div class="notice" role="status">${inside}</div>`;
