import { isReservedSegment } from '../../platform/http/reserved-segments.ts';

/** Where a page is shown: `/<username>/<slug>`. */
export type PageAddress = { readonly username: string; readonly slug: string };

// Broader than what names and slugs are today: what can be no page at all is for others to answer.
const TARGET = /^\/([a-z0-9-]{1,64})\/([A-Za-z0-9_-]{1,64})(?:\?(.*))?$/;

export const pathOf = ({ username, slug }: PageAddress): string => `/${username}/${slug}`;

/**
 * The page that a request target like `/ada/k3Xw9bNqTz?x=1` asks for, and its query; `undefined` when it asks for something else.
 * Nothing is decoded: an address has one spelling.
 */
export function parsePageTarget(target: string): (PageAddress & { readonly query: string }) | undefined {
  const [, username, slug, query = ''] = TARGET.exec(target) ?? [];
  if (username === undefined || slug === undefined || isReservedSegment(username)) return undefined;
  return { username, slug, query };
}
