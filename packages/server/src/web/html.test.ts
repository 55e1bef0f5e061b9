import fc from 'fast-check';
import { expect, test } from 'vitest';
import { html } from './html.ts';

const withoutEntities = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

test('text put into a template can open no element and leave no attribute', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const { text: made } = html`<p title="${text}">${text}</p>`;
      expect(made.match(/[<>"']/g)?.join('')).toBe('<"">' + '<>');
      expect(withoutEntities(made)).toBe(`<p title="${text}">${text}</p>`);
    }),
  );
});

test('what came out of a template goes into another as it is', () => {
  const items = ['a & b', '<c>'].map((item) => html`<li>${item}</li>`);
  expect(html`<ul>${items}${html`<hr>`}</ul>`.text).toBe('<ul><li>a &amp; b</li><li>&lt;c&gt;</li><hr></ul>');
});
