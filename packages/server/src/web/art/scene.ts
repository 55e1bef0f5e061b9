import { type Html, html } from '../html.ts';
import type { PageName } from '../page.ts';
import { HAND } from './hand.ts';

const CARD = html`<rect class="offer" x="84" y="50" width="164" height="104" rx="10"/>`;
const EMPTY_CARD = html`<rect class="blank" x="84" y="50" width="164" height="104" rx="10"/>`;
const MISSING_CARD = html`<rect class="missing" x="84" y="50" width="164" height="104" rx="10"/>`;
const LOCKED_CARD = html`${EMPTY_CARD}<path d="M152 96v-10a14 14 0 0 1 28 0v10"/><rect class="offer" x="142" y="96" width="48" height="36" rx="5"/><path class="writing" d="M166 110v8"/>`;

/** What is held out tells the pages apart. The card of an offer is the one warm thing on them. */
const HELD: Record<PageName, Html> = {
  home: html`${CARD}<path class="writing" d="M108 82h70M108 102h112M108 122h46"/>`,
  'not-found': MISSING_CARD,
  'sign-in-to-see': LOCKED_CARD,
  'not-for-you': LOCKED_CARD,
  blocked: html`${EMPTY_CARD}<circle class="seal" cx="166" cy="102" r="30"/><path class="bar" d="M151 102h30"/>`,
  'too-many-requests': html`<g transform="translate(22 -24)">${EMPTY_CARD}</g><g transform="translate(11 -12)">${EMPTY_CARD}</g>${CARD}`,
  unavailable: html`${MISSING_CARD}<path class="dots" d="M136 102h.1M166 102h.1M196 102h.1"/>`,
  failed: html`<path class="offer" d="M152 50H94a10 10 0 0 0-10 10v84a10 10 0 0 0 10 10h66l-14-28 16-24-20-24z"/><path class="offer" transform="rotate(7 248 154) translate(6 -6)" d="M168 50h70a10 10 0 0 1 10 10v84a10 10 0 0 1-10 10h-62l-14-28 16-24-20-24z"/>`,
};

const FINGER = html`<path d="M180 235c9 2 20 4 32 3"/>`;
// The arm is longer than any screen is wide: it reaches in from the edge of the page.
const ARM = html`<rect class="cuff" x="352" y="184" width="30" height="86" rx="4"/><path class="sleeve" d="M382 177h3000v100H382z"/>`;

/** A hand that reaches into the page, with what it holds. It only shows what the text says. */
export function scene(page: PageName): Html {
  return html`<svg class="scene" viewBox="60 16 330 272" aria-hidden="true" focusable="false"><g transform="rotate(-8 166 102)">${HELD[page]}</g>${HAND}${FINGER}${ARM}</svg>`;
}
