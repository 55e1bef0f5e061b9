import type { Scope } from '../accounts/index.ts';
import type { Link } from './link.ts';
import type { LinkDeps } from './link-deps.ts';
import { linkNotFound } from './links.errors.ts';
import { findLink } from './links.store.ts';
import { openLink } from './sealed-link.ts';

/** Throws `not_found`, the same for a missing link and for one of another workspace or mode. */
export async function readLink(deps: Pick<LinkDeps, 'db' | 'sealer'>, scope: Scope, id: string): Promise<Link> {
  const row = await findLink(deps.db, scope, id);
  if (row === undefined) throw linkNotFound();
  return openLink(deps.sealer, row);
}
