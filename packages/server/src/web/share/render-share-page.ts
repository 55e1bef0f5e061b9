import type { Language } from '../language.ts';
import { CONTENT } from './share-content.ts';
import { renderShareDocument } from './share-document.ts';
import { sharePageHeaders } from './share-headers.ts';
import type { SharePage } from './share-page.ts';

export type RenderedSharePage = {
  readonly status: 200 | 403 | 429;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer<ArrayBuffer>;
};

const STATUSES = { wrong: 403, 'too-many': 429 } as const;

function assemble(page: SharePage, language: Language): Buffer<ArrayBuffer> {
  const document = renderShareDocument(page, language);
  if (page.kind !== 'text') return Buffer.from(document);
  const [before = '', after = ''] = document.split(CONTENT.text);
  return Buffer.concat([Buffer.from(before), page.html, Buffer.from(after)]);
}

/** The page of a share, ready to be sent. */
export function renderSharePage(page: SharePage, language: Language): RenderedSharePage {
  const problem = page.kind === 'password' ? page.problem : undefined;
  const retry =
    problem?.kind === 'too-many' ? { 'Retry-After': String(Math.ceil(problem.retryAfterSeconds)) } : undefined;
  return {
    status: problem === undefined ? 200 : STATUSES[problem.kind],
    headers: { ...sharePageHeaders(page, language), ...retry },
    body: assemble(page, language),
  };
}
