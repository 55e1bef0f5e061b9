import type { Scope } from '../accounts/index.ts';
import type { Link } from './link.ts';
import type { LinkDeps } from './link-deps.ts';
import { countLinks, type LinkFilter, listLinkRows } from './links.store.ts';
import { openLink } from './sealed-link.ts';
import { searchLinks } from './search-links.ts';

export type LinkListing = LinkFilter & {
  readonly q?: string | undefined;
  readonly limit: number;
  readonly offset: number;
};

export type LinkPage = { readonly links: Link[]; readonly total: number };

/** Newest first. With `q`, only links whose slug, destination or metadata contains it, in any case of letters. */
export async function listLinks(deps: LinkDeps, scope: Scope, listing: LinkListing): Promise<LinkPage> {
  const nowMs = deps.clock.now();
  if (listing.q !== undefined) return searchLinks(deps, scope, { ...listing, q: listing.q }, nowMs);
  const [total, rows] = await Promise.all([
    countLinks(deps.db, scope, listing, nowMs),
    listLinkRows(deps.db, scope, listing, listing, nowMs),
  ]);
  return { total, links: rows.map((row) => openLink(deps.sealer, row)) };
}
