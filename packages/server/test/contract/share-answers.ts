import { expect } from 'vitest';
import type { Answer, AskServer } from './use-server.ts';

export const SHARE_ID = /^sh_[1-9A-HJ-NP-Za-km-z]{16}$/;
/** The id of no share. */
export const NO_SHARE = `sh_${'1'.repeat(16)}`;

/** An answer with the envelope of the shares API and nothing else in it. `message`: a part of the sentence. */
export function shareRefusal(status: number, code: string, message = '') {
  return {
    status,
    headers: expect.any(Headers),
    body: { success: false, error: { code, message: expect.stringContaining(message) } },
  };
}

export const MISSING_SHARE = shareRefusal(404, 'SHARE_NOT_FOUND', 'Share does not exist or has expired');

/** What a success holds. */
export function dataOf<T = Record<string, unknown>>({ status, body }: Answer): T {
  expect({ status, body }).toMatchObject({ status: expect.toBeOneOf([200, 201]), body: { success: true } });
  return (body as { data: T }).data;
}

export type MadeShare = { readonly id: string; readonly url: string; readonly shortUrl: string };

export type NewShareBody = { readonly content?: object; readonly options?: object };

export const SOME_TEXT = { type: 'text', body: 'Content to share' };

/** Makes a share, of some text unless told otherwise. */
export async function makeShare(ask: AskServer, body: NewShareBody = {}, key?: string): Promise<MadeShare> {
  const request = { body: { content: SOME_TEXT, ...body }, ...(key === undefined ? {} : { key }) };
  return dataOf<MadeShare>(await ask('POST', '/api/v1/share', request));
}
