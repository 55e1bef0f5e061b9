import { canonicalAddress, isPublicAddress } from './address.ts';
import type { CidrList } from './cidr-list.ts';

/** Whether this server may connect to an address and port for somebody. */
export type EgressPolicy = (address: string, port: number) => boolean;

const PORTS: ReadonlySet<number> = new Set([80, 443, 8080, 8443]);

/**
 * Any port of the networks that the operator allows; elsewhere the usual web ports of public addresses that are not this machine's
 * own, since its services may trust whoever comes from there. `ownAddresses` is asked each time: interfaces come and go.
 */
export function createEgressPolicy(allow: CidrList, ownAddresses: () => readonly string[]): EgressPolicy {
  return (address, port) => {
    if (allow.includes(address)) return true;
    if (!PORTS.has(port) || !isPublicAddress(address)) return false;
    const canonical = canonicalAddress(address);
    return ownAddresses().every((own) => canonicalAddress(own) !== canonical);
  };
}
