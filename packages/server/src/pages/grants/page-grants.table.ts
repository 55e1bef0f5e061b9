import type { Selectable } from 'kysely';

declare module '../../platform/db/tables.ts' {
  interface Database {
    page_grants: PageGrantTable;
  }
}

export type GrantStatus = 'pending' | 'active';

/** `email` is sealed; `email_tag` is its keyed hash, to look it up. */
export type PageGrantTable = {
  id: string;
  page_id: string;
  email: Uint8Array;
  email_tag: string;
  status: GrantStatus;
  person_id: string | null;
  activated_at: number | null;
  created_at: number;
};

export type PageGrantRow = Selectable<PageGrantTable>;
