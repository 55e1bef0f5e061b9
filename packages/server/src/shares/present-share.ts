import { hasEnded, type Share } from './share.ts';
import { urlsOf } from './share-address.ts';
import type { ListedShareObject, RetrievedShareObject, ShareObject, UpdatedShareObject } from './shares.schema.ts';
import type { RetrievedShare } from './show-share.ts';

export const toIso = (atMs: number): string => new Date(atMs).toISOString();

function presentTimes({ createdAtMs, expiresAtMs }: Share) {
  return { created: toIso(createdAtMs), expires: expiresAtMs === null ? null : toIso(expiresAtMs) };
}

/** The share of the contract, without its content. */
export function presentShare(share: Share, viewCount: number, publicUrl: string): ShareObject {
  return {
    id: share.id,
    type: share.type,
    ...urlsOf(share, publicUrl),
    ...presentTimes(share),
    viewCount,
    maxViews: share.maxViews,
    passwordProtected: share.hasPassword,
    livemode: share.scope.livemode,
  };
}

export function presentListed(share: Share, viewCount: number, publicUrl: string, nowMs: number): ListedShareObject {
  return { ...presentShare(share, viewCount, publicUrl), status: hasEnded(share, nowMs) ? 'expired' : 'active' };
}

export function presentRetrieved({ share, content, viewCount }: RetrievedShare): RetrievedShareObject {
  return {
    id: share.id,
    content: content.type === 'interactive' ? { type: content.type, body: { ...content.body } } : content,
    ...presentTimes(share),
    viewCount,
    maxViews: share.maxViews,
    // Not below 0: another node may have raised the limit a moment ago.
    remainingViews: share.maxViews === null ? null : Math.max(share.maxViews - viewCount, 0),
  };
}

export function presentUpdated(share: Share): UpdatedShareObject {
  const { expires } = presentTimes(share);
  return { id: share.id, updated: toIso(share.updatedAtMs), expires, maxViews: share.maxViews };
}
