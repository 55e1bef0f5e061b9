import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

export type Address = ipaddr.IPv4 | ipaddr.IPv6;

/**
 * The one block of IPv6 that is handed out for the public internet. Everything outside is reserved or local, and ipaddr.js calls
 * part of it unicast: above all `::/96`, whose `::7f00:1` some systems dial as 127.0.0.1.
 */
const PUBLIC_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');

/** Azure answers its virtual machines' questions here, credentials included, although the address looks public. */
const AZURE_WIRE_SERVER = '168.63.129.16';

function asIpv4WhereMapped(address: Address): Address {
  return address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
}

/**
 * Reads an address as a system call prints it; other spellings (octal, hex, short) are no addresses here. The zone is dropped,
 * and an IPv4 address in IPv6 clothes becomes IPv4.
 */
export function parseAddress(text: string): Address | undefined {
  if (isIP(text) === 0) return undefined;
  const zoneAt = text.indexOf('%');
  const withoutZone = zoneAt === -1 ? text : text.slice(0, zoneAt);
  // ipaddr.js reads `::8.8.8.8` as `::ffff:8.8.8.8`, which is another address than the one that would be dialled.
  return asIpv4WhereMapped(ipaddr.parse(withoutZone.replace(/^::(?=\d+\.)/, '0::')));
}

/** The one spelling of an address, by which two can be compared. */
export function canonicalAddress(text: string): string | undefined {
  return parseAddress(text)?.toString();
}

function fromBytes(bytes: Uint8Array): Address | undefined {
  if (bytes.length !== 4 && bytes.length !== 16) return undefined;
  return asIpv4WhereMapped(ipaddr.fromByteArray([...bytes]));
}

/**
 * Whether an address belongs to a stranger on the public internet. `address` is text, or 4 or 16 bytes in network order.
 * Anything that is no address is not public.
 */
export function isPublicAddress(address: string | Uint8Array): boolean {
  const parsed = typeof address === 'string' ? parseAddress(address) : fromBytes(address);
  if (parsed?.range() !== 'unicast') return false;
  return parsed instanceof ipaddr.IPv6 ? parsed.match(PUBLIC_IPV6) : parsed.toString() !== AZURE_WIRE_SERVER;
}
