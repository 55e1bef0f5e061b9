import { canonicalAddress } from './address.ts';
import type { CidrList } from './cidr-list.ts';

const MAPPED = '::ffff:';
const FORWARDED_FOR = 'x-forwarded-for';
const WITH_PORT = /^(?:\[([^\]]*)\](?::\d*)?|(\d+\.\d+\.\d+\.\d+):\d*)$/;

/** `203.0.113.7:4711`, `[2001:db8::1]:443` and the bare forms; undefined for `unknown` and other garbage. */
function parseHop(hop: string): string | undefined {
  const match = WITH_PORT.exec(hop);
  return canonicalAddress(match?.[1] ?? match?.[2] ?? hop);
}

/** Right to left: each hop was written by the proxy to its right, so the first that is no trusted proxy is the client. */
function lastUntrusted(nearest: string, forwardedFor: string, trustedProxies: CidrList): string {
  let client = nearest;
  let end = forwardedFor.length;
  while (end >= 0) {
    const start = forwardedFor.lastIndexOf(',', end - 1) + 1;
    const hop = parseHop(forwardedFor.slice(start, end).trim());
    // What a trusted proxy could not name is unknown: the proxy itself is then the nearest truth.
    if (hop === undefined) return client;
    client = hop;
    if (!trustedProxies.includes(hop)) return client;
    end = start - 1;
  }
  return client;
}

/** A request, as far as it says where it comes from: one of node:http, or anything like it. */
export type Asking = {
  readonly socket: { readonly remoteAddress?: string | undefined };
  /** Names and values by turns. */
  readonly rawHeaders: readonly string[];
};

/** What the proxies on the way have noted, as if it were one header. */
function forwardedForOf(rawHeaders: readonly string[]): string | undefined {
  let forwardedFor: string | undefined;
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    if (rawHeaders[index]?.toLowerCase() !== FORWARDED_FOR) continue;
    const value = rawHeaders[index + 1] ?? '';
    forwardedFor = forwardedFor === undefined ? value : `${forwardedFor}, ${value}`;
  }
  return forwardedFor;
}

/**
 * Whose request this is: the peer of the connection, or what `X-Forwarded-For` says when the peer is a trusted proxy.
 * The address is canonical, IPv4 where it is IPv4 in IPv6 clothes; empty when the peer is gone or is no address.
 */
export function clientAddress({ socket, rawHeaders }: Asking, trustedProxies: CidrList): string {
  const { remoteAddress } = socket;
  if (remoteAddress === undefined) return '';
  const peer =
    remoteAddress.startsWith(MAPPED) && remoteAddress.includes('.')
      ? remoteAddress.slice(MAPPED.length)
      : remoteAddress;
  if (!trustedProxies.includes(peer)) return peer;
  const forwardedFor = forwardedForOf(rawHeaders);
  return forwardedFor === undefined ? peer : lastUntrusted(peer, forwardedFor, trustedProxies);
}
