import type { Config } from './config/index.ts';
import {
  type BlockList,
  createVerification,
  createWebRisk,
  openBlockList,
  type VerifyDestination,
} from './links/index.ts';
import type { Clock } from './platform/clock.ts';
import type { Log } from './platform/log.ts';
import { createEgressPolicy } from './platform/net/egress-policy.ts';
import { createGuardedFetch } from './platform/net/guarded-fetch.ts';
import { normaliseHost } from './platform/net/host-name.ts';
import { interfaceAddresses, resolveAll } from './platform/net/system-network.ts';

/** What decides whether this server redirects to an address. */
export type LinkVerification = {
  readonly blockList: BlockList;
  readonly ownHosts: ReadonlySet<string>;
  readonly verifyDestination: VerifyDestination;
};

/** A link to this server, by name or by an address of this machine, would send its visitor round in a circle. */
function ownHostsOf(publicUrl: string): ReadonlySet<string> {
  const hosts = [new URL(publicUrl).hostname, ...interfaceAddresses()].flatMap((host) => normaliseHost(host) ?? []);
  return new Set(hosts);
}

export async function openVerification(config: Config, clock: Clock, log: Log): Promise<LinkVerification> {
  const blockList = await openBlockList(config.links.blockListFile, log);
  const fetch = createGuardedFetch({
    mayConnect: createEgressPolicy(config.egress.allow, interfaceAddresses),
    resolve: resolveAll,
  });
  const webRisk =
    config.links.webRisk === undefined ? undefined : createWebRisk({ ...config.links.webRisk, fetch, clock, log });
  return {
    blockList,
    ownHosts: ownHostsOf(config.http.publicUrl),
    verifyDestination: createVerification({ blockList, webRisk }),
  };
}
