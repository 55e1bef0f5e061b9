import { renderContent } from './content.ts';
import { renderDocument } from './document.ts';
import type { Language } from './language.ts';
import { type BlockReason, type Page, type RenderedPage, STATUSES } from './page.ts';
import { pageHeaders } from './page-headers.ts';
import { retryAfterHeader } from './retry-after.ts';
import { english } from './texts/english.ts';
import { german } from './texts/german.ts';
import type { Texts } from './texts/texts.ts';

const TEXTS: Record<Language, Texts> = { en: english, de: german };

function render(page: Page, language: Language): RenderedPage {
  const texts = TEXTS[language];
  const main = renderContent(page, texts, language);
  const body = Buffer.from(renderDocument({ page: page.kind, language, texts, main }));
  const headers = { ...pageHeaders(language), 'Content-Length': String(body.length), ...retryAfterHeader(page) };
  return { status: STATUSES[page.kind], headers, body };
}

function renderConstantPages(language: Language) {
  const blocked = (because: BlockReason) => render({ kind: 'blocked', because }, language);
  return {
    home: render({ kind: 'home' }, language),
    'not-found': render({ kind: 'not-found' }, language),
    unavailable: render({ kind: 'unavailable' }, language),
    blocked: {
      block_list: blocked('block_list'),
      dangerous: blocked('dangerous'),
      tampered: blocked('tampered'),
      not_allowed: blocked('not_allowed'),
    },
  };
}

const CONSTANT = { en: renderConstantPages('en'), de: renderConstantPages('de') };

/**
 * A page for people, ready to be sent. Those that say the same to everybody are made when the server starts, and the same
 * object is returned each time: whoever guesses addresses costs no more than a look into memory.
 */
export function renderPage(page: Page, language: Language): RenderedPage {
  const constant = CONSTANT[language];
  switch (page.kind) {
    case 'blocked':
      return constant.blocked[page.because];
    case 'sign-in-to-see':
    case 'not-for-you':
    case 'too-many-requests':
    case 'failed':
      return render(page, language);
    default:
      return constant[page.kind];
  }
}
