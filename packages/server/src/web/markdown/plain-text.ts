import { type Html, html } from '../html.ts';

/** Text as it was written. */
export const plainText = (text: string): Html => html`<div class="plain" tabindex="0">${text}</div>`;
