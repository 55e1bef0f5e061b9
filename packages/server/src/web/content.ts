import { type Html, html } from './html.ts';
import type { Language } from './language.ts';
import type { Page } from './page.ts';
import type { Texts } from './texts/texts.ts';
import { describeWait } from './wait.ts';

type Refusal = Exclude<Page, { kind: 'home' }>;

function home({ home: { title, lead, visitors, members, programmers } }: Texts): Html {
  return html`<h1>${title}</h1>
<p class="lead">${lead}</p>
<h2>${visitors.heading}</h2>
<p>${visitors.text}</p>
<h2>${members.heading}</h2>
<p><a href="/sign-in">${members.link}</a></p>
<h2>${programmers.heading}</h2>
<p>${programmers.text}</p>
<p><a href="/openapi.json">${programmers.link}</a></p>`;
}

/** The one thing that a visitor should not overlook. */
function note(page: Refusal, texts: Texts, language: Language): Html {
  switch (page.kind) {
    case 'blocked':
      return html`<p class="note">${texts.blocked.because[page.because]}</p>`;
    case 'sign-in-to-see':
      return html`<p class="note"><a href="${page.signInPath}">${texts[page.kind].signIn}</a></p>`;
    case 'not-for-you':
      return html`<p class="note"><span>${texts[page.kind].signedInAs}</span> ${page.email}</p>`;
    case 'too-many-requests':
      return html`<p class="note">${texts[page.kind].comeBack(describeWait(page.retryAfterSeconds, language))}</p>`;
    case 'failed':
      return html`<p class="note"><span>${texts.failed.requestId}</span> <code>${page.requestId}</code></p>`;
    default:
      return html``;
  }
}

/** What stands in the middle of a page. */
export function renderContent(page: Page, texts: Texts, language: Language): Html {
  if (page.kind === 'home') return home(texts);
  const { title, lead, advice } = texts[page.kind];
  return html`<h1>${title}</h1>
<p class="lead">${lead}</p>
${note(page, texts, language)}
<h2>${texts.adviceHeading}</h2>
<ul>
${advice.map((step) => html`<li>${step}</li>`)}
</ul>`;
}
