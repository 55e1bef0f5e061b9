import type { Clock } from '../platform/clock.ts';
import type { RandomText } from '../platform/crypto/base-encoding.ts';
import type { Sealer } from '../platform/crypto/seal.ts';
import type { Db } from '../platform/db/engine.ts';
import type { Ids } from '../platform/ids.ts';
import type { Log } from '../platform/log.ts';
import type { Visits } from '../visits/index.ts';
import type { CheckDestination } from './check-destination.ts';

/** What the use cases of links need. */
export type LinkDeps = {
  readonly db: Db;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly ids: Ids;
  /** What generated slugs are made of. */
  readonly randomText: RandomText;
  readonly log: Log;
  readonly visits: Visits;
  readonly checkDestination: CheckDestination;
  /** What the world calls this server, without a slash at the end. */
  readonly publicUrl: string;
  /** Empties what this process remembers of an address. Other nodes hear of it through the change sequence. */
  readonly onAddressChanged: (address: LinkAddress) => void;
};

/** Where a link lives: `domain` is empty for this server's own address. */
export type LinkAddress = { readonly domain: string; readonly slug: string };

/** The subject of `announceChange` for an address, and back. */
export const linkSubject = ({ domain, slug }: LinkAddress): string => `link:${domain}/${slug}`;

export function parseLinkSubject(subject: string): LinkAddress | undefined {
  const match = /^link:([^/]*)\/(.+)$/.exec(subject);
  return match?.[1] === undefined || match[2] === undefined ? undefined : { domain: match[1], slug: match[2] };
}
