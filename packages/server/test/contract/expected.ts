import { expect } from 'vitest';
import { FAILURES } from '../../src/platform/http/kinds-of-failure.ts';

export const LINK_ID = /^lnk_[1-9A-HJ-NP-Za-km-z]{22}$/;
export const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
/** The id of no link. */
export const NO_LINK = `lnk_${'1'.repeat(22)}`;

/** An answer with the envelope of the links API and nothing else in it. `message`: a part of the sentence. */
export function refusal(kind: keyof typeof FAILURES, message = '') {
  const { status, code } = FAILURES[kind];
  return {
    status,
    headers: expect.any(Headers),
    body: { error: { code, message: expect.stringContaining(message) } },
  };
}

export const MISSING_LINK = refusal('notFound', 'There is no link with this id.');
