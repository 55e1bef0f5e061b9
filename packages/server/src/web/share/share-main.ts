import { scene } from '../art/scene.ts';
import { type Html, html } from '../html.ts';
import type { Language } from '../language.ts';
import { describeMoment } from '../moment.ts';
import { describeWait } from '../wait.ts';
import { renderShared } from './share-content.ts';
import type { PasswordProblem, ShareContentPage, ShareCover, ShareFacts, SharePage } from './share-page.ts';
import type { ShareTexts } from './texts/share-texts.ts';

function expiry({ expiresAtMs }: ShareFacts, texts: ShareTexts, language: Language): Html {
  if (expiresAtMs === null) return html``;
  const moment = new Date(expiresAtMs).toISOString();
  return html`<p>${texts.facts.expires} <time datetime="${moment}">${describeMoment(expiresAtMs, language)}</time>.</p>`;
}

function passwordForm(problem: PasswordProblem | undefined, { password: texts }: ShareTexts, language: Language): Html {
  const text =
    problem?.kind === 'too-many' ? texts.tooMany(describeWait(problem.retryAfterSeconds, language)) : texts.wrong;
  const complaint = problem === undefined ? html`` : html`<p class="problem" id="problem" role="alert">${text}</p>`;
  const described = problem === undefined ? html`` : html` aria-invalid="true" aria-describedby="problem"`;
  return html`${complaint}<label for="password">${texts.field}</label>
<input type="password" id="password" name="password" required maxlength="1024" autocomplete="off" autofocus${described}>
<button type="submit">${texts.button}</button>`;
}

const revealForm = ({ reveal }: ShareTexts) =>
  html`<input type="hidden" name="reveal" value="yes"><button type="submit" autofocus>${reveal.button}</button>`;

function formOf(page: ShareCover, texts: ShareTexts, language: Language): Html {
  const { address } = page.facts;
  if (page.kind === 'card') return html`<p><a href="${address}">${texts.reveal.button}</a></p>`;
  const fields = page.kind === 'password' ? passwordForm(page.problem, texts, language) : revealForm(texts);
  return html`<form method="post" action="${address}">${fields}</form>`;
}

/** Before the content: what has to be done to see it, and what that costs. */
function cover(page: ShareCover, texts: ShareTexts, language: Language): Html {
  const { facts, kind } = page;
  const views = facts.views === undefined ? html`` : html`<p class="note">${texts.reveal.views(facts.views)}</p>`;
  const form = formOf(page, texts, language);
  return html`<main>
<div>
<h1>${texts.headings[kind]}</h1>
<p class="lead">${texts[kind].lead}</p>
${views}
${form}
${expiry(facts, texts, language)}
</div>
${scene('home')}
</main>`;
}

function actions({ kind, facts }: ShareContentPage, { actions: texts }: ShareTexts): Html {
  if (kind === 'interactive') return html``;
  const raw = kind === 'text' ? html`<li><a href="${facts.address}/raw">${texts.raw}</a></li>` : html``;
  const copy =
    kind === 'text'
      ? html`<li><button type="button" data-copy-from="${facts.address}/raw" hidden>${texts.copy}</button></li>`
      : html``;
  return html`<ul class="actions">${copy}${raw}<li><a href="${facts.address}/download" download>${texts.download}</a></li></ul>`;
}

function shown(page: ShareContentPage, texts: ShareTexts, language: Language): Html {
  const { facts, kind, again } = page;
  const isOurs = kind !== 'image' || page.host === undefined;
  const views = facts.views === undefined ? html`` : html`<p>${texts.facts.views(facts.views)}</p>`;
  return html`<main class="shared" data-copied="${texts.actions.copied}" data-copy-code="${texts.actions.copyCode}">
<div class="bar"><h1>${texts.headings[kind]}</h1>${isOurs ? actions(page, texts) : html``}</div>
<article>
${renderShared(page, texts)}
</article>
<div class="facts"><p>${texts.facts.stranger[kind]}</p>${views}${expiry(facts, texts, language)}${again ? html`<p>${texts.facts.again}</p>` : html``}</div>
</main>`;
}

export function renderShareMain(page: SharePage, texts: ShareTexts, language: Language): Html {
  return page.kind === 'card' || page.kind === 'reveal' || page.kind === 'password'
    ? cover(page, texts, language)
    : shown(page, texts, language);
}
