import type { Language } from '../language.ts';
import { renderShareDocument } from './share-document.ts';
import { sharePageHeaders } from './share-headers.ts';
import type { SharePage } from './share-page.ts';

export type RenderedSharePage = {
  readonly status: 200 | 403 | 429;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

const STATUSES = { wrong: 403, 'too-many': 429 } as const;

/** The page of a share, ready to be sent. */
export function renderSharePage(page: SharePage, language: Language): RenderedSharePage {
  const problem = page.kind === 'password' ? page.problem : undefined;
  const retry =
    problem?.kind === 'too-many' ? { 'Retry-After': String(Math.ceil(problem.retryAfterSeconds)) } : undefined;
  return {
    status: problem === undefined ? 200 : STATUSES[problem.kind],
    headers: { ...sharePageHeaders(page, language), ...retry },
    body: renderShareDocument(page, language),
  };
}
