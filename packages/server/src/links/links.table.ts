import type { Insertable, Selectable } from 'kysely';
import type { UniqueIndex } from '../platform/db/unique-violation.ts';

declare module '../platform/db/tables.ts' {
  interface Database {
    links: LinkTable;
    idempotency_keys: IdempotencyKeyTable;
  }
}

/** `domain` is empty for this server's own address. `destination`, `metadata` and `tracking` are sealed,
 * the last two null when empty; times are Unix ms. */
export type LinkTable = {
  id: string;
  workspace_id: string;
  livemode: number;
  domain: string;
  slug: string;
  destination: Uint8Array;
  metadata: Uint8Array | null;
  tracking: Uint8Array | null;
  status: string;
  expires_at: number | null;
  created_at: number;
  updated_at: number;
  verification_status: string;
  verification_reason: string | null;
  verification_checked_at: number;
};

export type LinkRow = Selectable<LinkTable>;
export type NewLinkRow = Insertable<LinkTable>;

export const linkSlugUnique: UniqueIndex = { name: 'links_domain_slug', table: 'links', columns: ['domain', 'slug'] };

/** One remembered answer of `POST /v1/links`; `response` is sealed. */
export type IdempotencyKeyTable = {
  workspace_id: string;
  livemode: number;
  key: string;
  request_hash: string;
  response: Uint8Array;
  created_at: number;
};

export const idempotencyKeyUnique: UniqueIndex = {
  name: 'idempotency_keys_pkey',
  table: 'idempotency_keys',
  columns: ['workspace_id', 'livemode', 'key'],
};
