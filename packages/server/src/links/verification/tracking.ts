import { AppError } from '../../platform/http/app-error.ts';
import { FAILURES } from '../../platform/http/kinds-of-failure.ts';

export const TRACKING_KEYS = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content'] as const;
export type TrackingKey = (typeof TRACKING_KEYS)[number];
export type Tracking = { readonly [K in TrackingKey]?: string | undefined };

/** Proxies and browsers begin to refuse headers of about this size. */
const LOCATION_BYTES_MAX = 8192;

function nameOf(parameter: string): string {
  // The parser of the URL standard never throws, whatever the percent signs are followed by. It drops one question mark at the front.
  return new URLSearchParams(`?${parameter}`).keys().next().value ?? '';
}

/**
 * Where a visitor is sent: `url`, as `parseDestination` gave it, with the tracking parameters at the end of its query. They replace
 * parameters of the same name; all others keep their place and their spelling, since a signature may cover it. The result is one
 * line of at most 8,192 bytes of ASCII; throws `invalid_request` when it would be longer. Call it when a link is written, too.
 */
export function withTracking(url: string, tracking: Tracking): string {
  const added = TRACKING_KEYS.flatMap((key) => {
    const value = tracking[key];
    return value === undefined ? [] : [`${key}=${encodeURIComponent(value.toWellFormed())}`];
  });
  if (added.length === 0) return url;
  const location = new URL(url);
  const names = new Set<string>(TRACKING_KEYS.filter((key) => tracking[key] !== undefined));
  const present = location.search === '' ? [] : location.search.slice(1).split('&');
  const kept = present.filter((parameter) => !names.has(nameOf(parameter)));
  // With the question mark: the first of a text is taken for it, and a query may begin with one of its own.
  location.search = `?${[...kept, ...added].join('&')}`;
  if (location.href.length > LOCATION_BYTES_MAX) {
    throw new AppError(
      FAILURES.invalid,
      `The field "tracking" is not valid: with it, the destination is longer than ${LOCATION_BYTES_MAX} characters.`,
    );
  }
  return location.href;
}
