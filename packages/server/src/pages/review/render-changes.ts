import { type Html, html } from '../../web/index.ts';
import { type Hunk, VIEWS } from './compare-versions.ts';
import type { DiffLine } from './diff-lines.ts';
import type { Looking, ReviewFacts } from './review-facts.ts';
import type { ReviewTexts } from './review-texts.ts';

const number = (line: number): string => (line === 0 ? '' : String(line));

function row(line: DiffLine, texts: ReviewTexts): Html {
  const { kind, text, oldLine, newLine } = line;
  // Colour is not all that tells them apart.
  const marked =
    kind === 'added'
      ? html`<ins><span class="unseen">${texts.added}: </span>+ ${text}</ins>`
      : kind === 'removed'
        ? html`<del><span class="unseen">${texts.removed}: </span>− ${text}</del>`
        : html`  ${text}`;
  return html`<tr class="${kind}"><td class="line">${number(oldLine)}</td><td class="line">${number(newLine)}</td><td class="text">${marked}</td></tr>`;
}

const hunkTable = (hunk: Hunk, texts: ReviewTexts): Html =>
  html`<div class="diff" tabindex="0"><table>${hunk.map((line) => row(line, texts))}</table></div>`;

/** What changed between two versions, by text or by source. */
export function renderChanges(
  { path }: ReviewFacts,
  looking: Extract<Looking, { kind: 'changes' }>,
  texts: ReviewTexts,
): Html {
  const { from, to, view, hunks } = looking;
  const tabs = VIEWS.map((one) => {
    const current = one === view ? html` aria-current="page"` : html``;
    return html`<a href="${path}/review?from=${String(from)}&amp;to=${String(to)}&amp;view=${one}"${current}>${texts.views[one]}</a>`;
  });
  const content =
    hunks === undefined
      ? html`<p class="notice">${texts.tooMuch}</p>`
      : hunks.length === 0
        ? html`<p class="notice">${texts.same}</p>`
        : html`${hunks.map((hunk) => hunkTable(hunk, texts))}`;
  return html`<h2>${texts.changes(from, to)}</h2><nav class="tabs">${tabs}</nav>${content}`;
}
