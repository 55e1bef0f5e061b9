import { html } from '../html.ts';

/** The outline of an open hand that comes from the right, palm up. */
export const HAND = html`<path class="hand" d="M352 196c-22-4-40-10-56-20-12-8-26-16-38-18s-18 8-10 16c10 10 22 18 28 28-26 8-48 8-80 4L92 190c-16-2-22 16-6 21l90 23c34 18 64 28 100 30 30 2 54-2 76-6z"/>`;
