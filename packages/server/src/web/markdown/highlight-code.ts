import { createRequire } from 'node:module';
import { html } from '../html.ts';
import { isBudgetSpent } from './processor-budget.ts';

type Highlighter = {
  getLanguage(name: string): object | undefined;
  highlight(code: string, options: { language: string; ignoreIllegals: boolean }): { readonly value: string };
};

const require = createRequire(import.meta.url);
// Not imported, because its types bring those of the browser with them, and in all of the server at once; and only when there is
// code, because it takes as long to load as all the rest.
const loadHighlighter = (): Highlighter => require('highlight.js/lib/common');

const CHARACTERS_MAX = 20_000;
const LINE_CHARACTERS_MAX = 1_000;
const NAME = /^[a-z0-9][a-z0-9+#_.-]{0,29}$/i;

const hasLongLine = (code: string) => new RegExp(`[^\\n]{${LINE_CHARACTERS_MAX + 1}}`).test(code);

/** The name of the language that a fence of code states; what is no name of one is not shown. */
export function languageOf(info: string): string | undefined {
  const [name = ''] = info.trim().split(/\s/, 1);
  return NAME.test(name) ? name : undefined;
}

/** Code as HTML, coloured when its language is stated and known. A guess would cost thirty times as much and be wrong too often. */
export function highlightCode(code: string, language: string | undefined): string {
  const plain = () => html`${code}`.text;
  if (language === undefined || code.length > CHARACTERS_MAX || hasLongLine(code) || isBudgetSpent()) return plain();
  const highlighter = loadHighlighter();
  if (highlighter.getLanguage(language) === undefined) return plain();
  return highlighter.highlight(code, { language, ignoreIllegals: true }).value;
}
