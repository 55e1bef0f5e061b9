declare module '../../platform/db/tables.ts' {
  interface Database {
    page_hand_overs: HandOverTable;
  }
}

/** `read`: the page itself, on the host for content. `review`: a copy for the frame of the review. */
export type HandOverPurpose = 'read' | 'review';

/** Permission for one look at one version of a page, by whoever brings the token. The row is gone once it was used. */
export type HandOverTable = {
  token_hash: string;
  purpose: HandOverPurpose;
  page_id: string;
  version: number;
  person_id: string | null;
  expires_at: number;
};
