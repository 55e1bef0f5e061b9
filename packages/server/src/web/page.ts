import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** Why a link is blocked, as a visitor may know it. */
export type BlockReason = 'block_list' | 'dangerous' | 'tampered' | 'not_allowed';

/** A page, with what it tells. None of them holds anything of the link but why it is blocked. */
export type Page =
  | { readonly kind: 'home' }
  | { readonly kind: 'not-found' }
  /** Where a page may be that its visitor, who is not signed in, may not see. `signInPath` leads back here. */
  | { readonly kind: 'sign-in-to-see'; readonly signInPath: string }
  /** The same for somebody who is signed in, with the address they are signed in with. */
  | { readonly kind: 'not-for-you'; readonly email: string }
  | { readonly kind: 'blocked'; readonly because: BlockReason }
  | { readonly kind: 'too-many-requests'; readonly retryAfterSeconds: number }
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'failed'; readonly requestId: string };

export type PageName = Page['kind'];

export const STATUSES = {
  home: 200,
  'not-found': 404,
  'sign-in-to-see': 404,
  'not-for-you': 404,
  blocked: 403,
  'too-many-requests': 429,
  unavailable: 503,
  failed: 500,
} as const satisfies Record<PageName, ContentfulStatusCode>;

export type RenderedPage = {
  readonly status: (typeof STATUSES)[PageName];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
};
