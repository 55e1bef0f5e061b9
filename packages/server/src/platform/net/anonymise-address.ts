import { isIPv6 } from 'node:net';
import ipaddr from 'ipaddr.js';

const EMPTY = Buffer.alloc(0);
const IPV4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.\d{1,3}$/;

/**
 * What is kept of a client's address: the first 3 bytes of an IPv4, the first 6 of an IPv6 address (contract: IPv4 loses its last
 * octet, IPv6 all but its first 48 bits). Done before the address is written anywhere. An IPv4 address in IPv6 clothes counts as
 * IPv4. Anything that is no address becomes empty.
 */
export function anonymiseAddress(address: string): Buffer {
  const plain = address.startsWith('::ffff:') ? address.slice('::ffff:'.length) : address;
  const octets = IPV4.exec(plain);
  if (octets !== null) return Buffer.of(Number(octets[1]), Number(octets[2]), Number(octets[3]));
  if (!isIPv6(address)) return EMPTY;
  const bytes = ipaddr.process(address).toByteArray();
  return Buffer.from(bytes.slice(0, bytes.length === 4 ? 3 : 6));
}

/** The text of an anonymised address, the dropped part as zero; null when it is unknown. */
export function formatAnonymousAddress(bytes: Uint8Array): string | null {
  if (bytes.length === 3) return `${bytes.join('.')}.0`;
  if (bytes.length !== 6) return null;
  return ipaddr.fromByteArray([...bytes, ...new Array<number>(10).fill(0)]).toString();
}
