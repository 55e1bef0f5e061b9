import type { Grant } from './grant.ts';
import type { GrantObject } from './page-grants.schema.ts';

export function presentGrant({ id, email, status, createdAtMs }: Grant): GrantObject {
  return { id, email, status, created_at: new Date(createdAtMs).toISOString() };
}
