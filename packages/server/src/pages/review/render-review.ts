import { type Html, html, type Language, renderScreen } from '../../web/index.ts';
import { REVIEW_SCRIPT } from './browser-scripts.ts';
import { renderChanges } from './render-changes.ts';
import { renderComments } from './render-comments.ts';
import type { ReviewFacts } from './review-facts.ts';
import { REVIEW_STYLE } from './review-style.ts';
import { type ReviewTexts, reviewTexts } from './review-texts.ts';

function versions({ path, versions: all, currentVersion, looking }: ReviewFacts, texts: ReviewTexts): Html {
  const shown = looking.kind === 'version' ? looking.version : looking.to;
  const items = all.map(({ number, createdAtMs }) => {
    const changes =
      number === 1
        ? html``
        : html`<a href="${path}/review?from=${String(number - 1)}&amp;to=${String(number)}">${texts.changes(number - 1, number)}</a>`;
    const day = new Date(createdAtMs).toISOString().slice(0, 10);
    return html`<li>${texts.version(number)} <span class="hint">${day}</span> <a href="${path}/review?version=${String(number)}">${texts.show}</a>${changes}</li>`;
  });
  return html`<details${looking.kind === 'changes' ? html` open` : html``}><summary>${texts.versions(shown, currentVersion)}</summary><ul class="versions">${items}</ul></details>`;
}

function sheet(facts: ReviewFacts, texts: ReviewTexts): Html {
  const { looking, path, title } = facts;
  const back = looking.kind === 'changes' ? html`<a href="${path}/review">${texts.backToPage}</a>` : html``;
  const report = facts.isPublic ? html`<a href="${path}/report">${texts.report}</a>` : html``;
  const content =
    looking.kind === 'changes'
      ? renderChanges(facts, looking, texts)
      : html`<iframe src="${looking.frameUrl}" title="${texts.frameTitle(title)}" sandbox="allow-scripts allow-forms allow-modals" referrerpolicy="no-referrer"></iframe>`;
  return html`<section aria-label="${texts.page}"><div class="bar"><h1>${title}</h1>${back}<a href="${path}">${texts.openPage}</a>${report}</div>${content}</section>`;
}

/** The review of a page: what it is and was, beside what is said about it. `frames`: the origin of the framed copy. */
export function renderReview(facts: ReviewFacts, language: Language, frames: string) {
  const texts = reviewTexts(language);
  const main = html`<div class="review">${sheet(facts, texts)}<aside aria-label="${texts.comments}">${renderComments(facts, texts)}
<div class="panel">${versions(facts, texts)}</div></aside></div>`;
  const script = facts.looking.kind === 'version' ? { script: REVIEW_SCRIPT } : {};
  return renderScreen({ language, title: facts.title, main, style: REVIEW_STYLE, frames, ...script });
}
