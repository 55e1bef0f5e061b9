import { html, type Screen } from '../../web/index.ts';

/** A screen that only says something, with one way to go on. */
export function messageScreen(
  title: string,
  lead: string,
  next?: { readonly text: string; readonly href: string },
): Omit<Screen, 'language'> {
  const on =
    next === undefined ? html`` : html`<p class="actions"><a class="button" href="${next.href}">${next.text}</a></p>`;
  return { title, main: html`<h1>${title}</h1><p class="lead">${lead}</p>${on}` };
}
