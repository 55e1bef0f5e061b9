import type { BlockReason } from '../links/index.ts';

/** Why a request for a link is not redirected. */
export type RefusalReason =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'blocked'; readonly because: BlockReason }
  | { readonly kind: 'too-many-requests'; readonly retryAfterSeconds: number }
  | { readonly kind: 'unavailable' };

export type Refusal = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
};

/** Makes the answer for people or, by `Accept`, for programs. Its cost does not depend on the reason. */
export type Refuse = (reason: RefusalReason, headers: { accept: string; acceptLanguage: string }) => Refusal;
