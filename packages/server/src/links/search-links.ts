import type { Scope } from '../accounts/index.ts';
import { Mutex } from '../platform/mutex.ts';
import type { Link } from './link.ts';
import type { LinkDeps } from './link-deps.ts';
import { type LinkPosition, listLinkRows } from './links.store.ts';
import type { LinkListing, LinkPage } from './list-links.ts';
import { openLink } from './sealed-link.ts';

// Opening a hundred links takes about two milliseconds: redirects wait no longer than that between two batches.
const BATCH = 100;

// Destinations and metadata are sealed, so a search opens every link of the workspace. One search at a time keeps that
// from taking the processor away from redirects. An index of hashed words was rejected: it tells a reader of the database
// which links share words.
const searching = new Mutex();

function contains(link: Link, needle: string): boolean {
  const texts = [
    link.slug,
    link.destination ?? '',
    ...Object.entries(link.metadata).flat(),
    ...Object.values(link.tracking),
  ];
  return texts.some((text) => String(text).toLowerCase().includes(needle));
}

/** The links of a workspace that contain `q`, newest first. The cost grows with the number of links in the workspace. */
export async function searchLinks(
  deps: Pick<LinkDeps, 'db' | 'sealer'>,
  scope: Scope,
  listing: LinkListing & { readonly q: string },
  nowMs: number,
): Promise<LinkPage> {
  const needle = listing.q.toLowerCase();
  const links: Link[] = [];
  let total = 0;
  let after: LinkPosition | undefined;
  const unlock = await searching.lock();
  try {
    for (;;) {
      const rows = await listLinkRows(deps.db, scope, listing, { limit: BATCH, after }, nowMs);
      for (const link of rows.map((row) => openLink(deps.sealer, row))) {
        if (!contains(link, needle)) continue;
        if (total >= listing.offset && links.length < listing.limit) links.push(link);
        total++;
      }
      after = rows.at(-1);
      if (rows.length < BATCH) return { links, total };
    }
  } finally {
    unlock();
  }
}
