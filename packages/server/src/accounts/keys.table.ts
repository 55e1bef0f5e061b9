import type { Selectable } from 'kysely';
import type { UniqueIndex } from '../platform/db/unique-violation.ts';
import type { KeyKind } from './key-kind.ts';

declare module '../platform/db/tables.ts' {
  interface Database {
    api_keys: ApiKeyTable;
  }
}

/** `scopes` is a JSON list, `hash` what `hashKeyToken` makes of the token; times are Unix ms. */
export type ApiKeyTable = {
  id: string;
  workspace_id: string;
  kind: KeyKind;
  livemode: number;
  name: string | null;
  scopes: string;
  hash: string;
  last4: string;
  created_at: number;
  expires_at: number | null;
  revoked_at: number | null;
  last_used_at: number | null;
  rotated_from: string | null;
};

export type ApiKeyRow = Selectable<ApiKeyTable>;

export const rotatedFromUnique: UniqueIndex = {
  name: 'api_keys_rotated_from',
  table: 'api_keys',
  columns: ['rotated_from'],
};
