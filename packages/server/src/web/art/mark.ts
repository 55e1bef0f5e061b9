import { type Html, html } from '../html.ts';
import { HAND } from './hand.ts';

/** The hand and the card of the scenes, without lines and a little closer together, so that they hold at the size of a letter. */
const SHAPES = html`<rect class="offer" x="98" y="46" width="158" height="104" rx="16" fill="#f4b740" transform="rotate(-8 177 98)"/>${HAND}`;

/** The mark of Proffer; it takes its colours from the page. */
export function mark(): Html {
  return html`<svg class="mark" viewBox="58 22 304 256" aria-hidden="true" focusable="false">${SHAPES}</svg>`;
}

/** The mark on a tile of its own, because the tabs of browsers are light or dark as they like. */
export const FAVICON =
  html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="18 -42 384 384"><rect x="18" y="-42" width="384" height="384" rx="84" fill="#0d5c4a"/><g fill="#fff" stroke="#fff" stroke-width="10" stroke-linejoin="round"><g stroke="none">${SHAPES}</g>${HAND}<path stroke="none" d="M350 191h52v72h-52z"/></g></svg>`
    .text;
