import MarkdownIt, { type Token } from 'markdown-it';
import { html } from '../html.ts';
import { highlightCode, languageOf } from './highlight-code.ts';
import { BudgetSpent, startBudget, withinBudget } from './processor-budget.ts';
import { hostOf, isSafeLink } from './safe-link.ts';
import { taskList } from './task-list.ts';

/** What lies deeper the parser leaves out without a word, so nothing that comes near is shown as Markdown at all. */
const NESTING_MAX = 60;

const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true });
markdown.set({ maxNesting: NESTING_MAX });
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
markdown.validateLink = isSafeLink;
markdown.use(taskList).use(withinBudget);

const { rules } = markdown.renderer;

function code(text: string, language: string | undefined): string {
  const name = language === undefined ? html`` : html`<figcaption>${language}</figcaption>`;
  return `<figure class="code">${name.text}<pre tabindex="0"><code>${highlightCode(text, language)}</code></pre></figure>\n`;
}

rules.fence = (tokens, index) => code(tokens[index]?.content ?? '', languageOf(tokens[index]?.info ?? ''));
rules.code_block = (tokens, index) => code(tokens[index]?.content ?? '', undefined);

// The heading of the first order is the page's own.
const lower = (tag: string) => `h${Math.min(6, Number(tag.slice(1)) + 1)}`;
rules.heading_open = (tokens, index) => `<${lower(tokens[index]?.tag ?? 'h1')}>`;
rules.heading_close = (tokens, index) => `</${lower(tokens[index]?.tag ?? 'h1')}>\n`;

// What is too wide for a phone scrolls in itself, also by keyboard.
rules.table_open = () => '<div class="wide" tabindex="0"><table>\n';
rules.table_close = () => '</table></div>\n';

// As a class, because the page allows no style but its own.
function cell(token: Token | undefined): string {
  const align = /text-align:(\w+)/.exec(String(token?.attrGet('style') ?? ''))?.[1];
  return align === undefined ? `<${token?.tag}>` : `<${token?.tag} class="${align}">`;
}
rules.th_open = (tokens, index) => cell(tokens[index]);
rules.td_open = (tokens, index) => cell(tokens[index]);

// How many links are open where the renderer is: it renders one text after the other, each from the beginning to the end.
let openLinks = 0;
rules.link_open = (tokens, index, options, _env, self) => {
  openLinks += 1;
  const token = tokens[index];
  // The parser asks about no address that is empty, which would be that of the page itself.
  if (!isSafeLink(String(token?.attrGet('href') ?? ''))) return '<a>';
  token?.attrSet('rel', 'noopener nofollow ugc');
  return self.renderToken(tokens, index, options);
};
rules.link_close = () => {
  openLinks -= 1;
  return '</a>';
};

// Loading a picture would tell another server who reads what and when: it takes a click.
rules.image = (tokens, index) => {
  const source = String(tokens[index]?.attrGet('src') ?? '');
  const text = tokens[index]?.content.trim() ?? '';
  const name = text === '' ? (hostOf(source) ?? source) : text;
  if (openLinks > 0 || !isSafeLink(source)) return html`<span class="picture">${name}</span>`.text;
  return html`<a class="picture" href="${source}" rel="noopener nofollow ugc">${name}</a>`.text;
};

function isTooDeep(tokens: readonly Token[]): boolean {
  return tokens.some(({ level }) => level >= NESTING_MAX - 2);
}

function parseAndRender(text: string): string | undefined {
  const env = {};
  const tokens = markdown.parse(text, env);
  if (isTooDeep(tokens)) return undefined;
  openLinks = 0;
  const rendered = markdown.renderer.render(tokens, markdown.options, env);
  return rendered.trim() === '' ? undefined : rendered;
}

/**
 * Text as HTML, or undefined where it is better shown as it is: because Markdown would leave out what was written, or because it
 * would take longer than `cpuMsMax` of the processor.
 */
export function renderMarkdown(text: string, cpuMsMax: number): string | undefined {
  startBudget(cpuMsMax);
  try {
    return parseAndRender(text);
  } catch (error) {
    if (error instanceof BudgetSpent) return undefined;
    throw error;
  }
}
