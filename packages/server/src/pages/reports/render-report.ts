import { html, type Language, renderScreen } from '../../web/index.ts';
import { REPORT_REASONS } from './report.ts';
import { reportTexts } from './report-texts.ts';

const STYLE =
  `.reasons{border:0;padding:0;margin-top:1.5rem}.reasons legend{font-weight:600;margin-bottom:.5rem;padding:0}
.reasons label{display:flex;gap:.6rem;align-items:baseline;font-weight:400;margin:0;padding:.3rem 0;cursor:pointer}
.reasons input{width:auto;min-height:0}
textarea{font:inherit;color:var(--ink);background:var(--paper);border:1px solid var(--quiet);border-radius:.375rem;padding:.5rem .7rem;width:100%;min-height:7rem}`.replaceAll(
    '\n',
    '',
  );

/** The form with which a visitor reports a page. `path`: of the page; `host`: of this server. */
export function renderReportForm(path: string, host: string, language: Language) {
  const texts = reportTexts(language);
  const reasons = REPORT_REASONS.map(
    (reason) =>
      html`<label><input type="radio" name="reason" value="${reason}" required>${texts.reasons[reason]}</label>`,
  );
  const main = html`<h1>${texts.title}</h1>
<p class="lead"><code>${path}</code></p>
<p>${texts.lead(host)}</p>
<form method="post" action="${path}/report">
<fieldset class="reasons"><legend>${texts.why}</legend>${reasons}</fieldset>
<div class="field"><label for="details">${texts.details}</label><textarea id="details" name="details" maxlength="2000"></textarea></div>
<div class="field"><label for="email">${texts.email}</label><input id="email" name="email" type="email" maxlength="254" autocomplete="email" aria-describedby="email-hint"><p class="hint" id="email-hint">${texts.emailHint}</p></div>
<div class="actions"><button>${texts.send}</button></div>
</form>`;
  return renderScreen({ language, title: texts.title, main, style: STYLE });
}

export function renderReportThanks(language: Language) {
  const texts = reportTexts(language);
  return renderScreen({
    language,
    title: texts.thanks,
    main: html`<h1>${texts.thanks}</h1><p class="lead">${texts.thanksLead}</p>`,
  });
}
