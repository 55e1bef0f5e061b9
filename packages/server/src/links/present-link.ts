import { BLOCK_SENTENCES } from './block-sentences.ts';
import type { Link } from './link.ts';
import type { LinkObject } from './links.schema.ts';

const toIso = (atMs: number): string => new Date(atMs).toISOString();

function statusOf(link: Link, nowMs: number): LinkObject['status'] {
  if (link.status === 'disabled') return 'disabled';
  return link.expiresAtMs !== null && link.expiresAtMs <= nowMs ? 'expired' : 'active';
}

/** The link of the contract. `publicUrl`: this server's own address, where links without a domain live. */
export function presentLink(link: Link, clicks: number, publicUrl: string, nowMs: number): LinkObject {
  const { reason, status, checkedAtMs } = link.verification;
  return {
    id: link.id,
    destination: link.destination,
    slug: link.slug,
    short_url: shortUrlOf(link, publicUrl),
    domain: link.domain === '' ? null : link.domain,
    metadata: link.metadata,
    tracking: link.tracking,
    created_at: toIso(link.createdAtMs),
    updated_at: toIso(link.updatedAtMs),
    expires_at: link.expiresAtMs === null ? null : toIso(link.expiresAtMs),
    status: statusOf(link, nowMs),
    verification: { status, checked_at: toIso(checkedAtMs), reason: reason === null ? null : BLOCK_SENTENCES[reason] },
    clicks,
    livemode: link.scope.livemode,
  };
}

export function shortUrlOf(link: Pick<Link, 'domain' | 'slug'>, publicUrl: string): string {
  return `${link.domain === '' ? publicUrl : `https://${link.domain}`}/${link.slug}`;
}
