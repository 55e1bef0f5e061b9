import { toIso } from './present-share.ts';
import type { Share } from './share.ts';

/** A share in words, for the audit: what holds for it, and nothing of what is in it. */
export function describeShare({ type, maxViews, expiresAtMs, hasPassword }: Share): string {
  return [
    type,
    maxViews === null ? 'without a limit of views' : `${maxViews} ${maxViews === 1 ? 'view' : 'views'} at most`,
    expiresAtMs === null ? 'never expires' : `expires ${toIso(expiresAtMs)}`,
    hasPassword ? 'with a password' : 'without a password',
  ].join(', ');
}
