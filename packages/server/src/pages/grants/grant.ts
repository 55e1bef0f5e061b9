import type { Sealer } from '../../platform/crypto/seal.ts';
import type { GrantStatus, PageGrantRow } from './page-grants.table.ts';

/** Leave for the holder of an address to read a page. `active` once somebody has signed in with that address, proven to be theirs. */
export type Grant = {
  readonly id: string;
  readonly pageId: string;
  readonly email: string;
  readonly status: GrantStatus;
  readonly createdAtMs: number;
};

const placeOf = (id: string) => ({ table: 'page_grants', column: 'email', row: id });

export function sealGrantEmail(sealer: Sealer, id: string, email: string): Uint8Array {
  return sealer.seal(email, placeOf(id));
}

/** Throws `SealBroken` when what is stored was altered. */
export function toGrant(sealer: Sealer, row: PageGrantRow): Grant {
  return {
    id: row.id,
    pageId: row.page_id,
    email: sealer.open(row.email, placeOf(row.id)).toString('utf8'),
    status: row.status,
    createdAtMs: row.created_at,
  };
}
