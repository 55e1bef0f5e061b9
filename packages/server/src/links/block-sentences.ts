import type { BlockReason } from './link.ts';

/** Why a link is blocked, for whoever reads the API. */
export const BLOCK_SENTENCES: Readonly<Record<BlockReason, string>> = {
  block_list: 'The destination’s host is on this server’s block list.',
  // Google wants its findings worded as suspicions and named as its own: https://cloud.google.com/web-risk/docs/user-warnings
  dangerous:
    'The destination is suspected of being unsafe. Advisory provided by Google: https://cloud.google.com/web-risk/docs/advisory',
  tampered: 'The stored destination was altered outside this server and is not trusted.',
  not_allowed: 'The destination is not an address this server redirects to.',
};
