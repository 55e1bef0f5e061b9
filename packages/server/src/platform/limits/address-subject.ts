import ipaddr from 'ipaddr.js';
import { parseAddress } from '../net/address.ts';

/**
 * What counts as one client: an IPv4 address, or the /64 of an IPv6 one, because every household can choose freely among
 * the addresses of its /64. `clientAddress` may be empty when it is unknown; all of those share one quota.
 */
export function addressSubject(clientAddress: string): string {
  const address = parseAddress(clientAddress);
  if (address instanceof ipaddr.IPv6)
    return `${ipaddr.IPv6.networkAddressFromCIDR(`${address.toString()}/64`).toString()}/64`;
  return address?.toString() ?? 'unknown';
}
