import ipaddr from 'ipaddr.js';
import { type Address, parseAddress } from './address.ts';

/** Networks that an operator named. `includes` takes an address as text; what is no address is in no list. */
export type CidrList = {
  readonly size: number;
  includes(address: string): boolean;
};

type Network = readonly [base: Address, prefixBits: number];

const MAPPED_PREFIX_BITS = 96;

function parseNetwork(entry: string): Network {
  const slashAt = entry.indexOf('/');
  const address = slashAt === -1 ? entry : entry.slice(0, slashAt);
  const prefix = slashAt === -1 ? undefined : entry.slice(slashAt + 1);
  const base = address.includes('%') ? undefined : parseAddress(address);
  const isMapped = base instanceof ipaddr.IPv4 && address.includes(':');
  const bitsMax = base instanceof ipaddr.IPv4 && !isMapped ? 32 : 128;
  const prefixBits = prefix === undefined ? bitsMax : /^\d{1,3}$/.test(prefix) ? Number(prefix) : Number.NaN;
  if (base === undefined || !(prefixBits <= bitsMax) || (isMapped && prefixBits < MAPPED_PREFIX_BITS)) {
    throw new Error(`"${entry}" is not a network. Write an address or a CIDR, such as 10.0.0.0/8 or fd00::/8.`);
  }
  return [base, isMapped ? prefixBits - MAPPED_PREFIX_BITS : prefixBits];
}

function contains([base, prefixBits]: Network, address: Address): boolean {
  return base.kind() === address.kind() && address.match(base, prefixBits);
}

/**
 * Reads networks separated by commas or spaces; a bare address is a network of one. Bits beyond the prefix are ignored.
 * Throws an Error whose message quotes the entry that is wrong.
 */
export function parseCidrList(text: string): CidrList {
  const networks = text
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .map(parseNetwork);
  return {
    size: networks.length,
    includes(text) {
      if (networks.length === 0) return false;
      const address = parseAddress(text);
      return address !== undefined && networks.some((network) => contains(network, address));
    },
  };
}
