import { isIPv6 } from 'node:net';
import { domainToUnicode } from 'node:url';
import { canonicalAddress } from './address.ts';

const NAME_CHARACTERS_MAX = 253;
/** Underscores and hyphens at the edges are no host names by the book, and are names that people's browsers open. */
const NAME = /^[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*$/;
/** What would end the host in a URL, or is stripped or rewritten on the way. */
const NOT_IN_A_HOST = /[\p{Cc}\p{Z}\\/?#@]/u;

function isName(text: string): boolean {
  if (text.length > NAME_CHARACTERS_MAX || !NAME.test(text)) return false;
  // The URL parser lets punycode pass that decodes to nothing; a label that stays encoded is such a one.
  return !text.includes('xn--') || !/(?:^|\.)xn--/.test(domainToUnicode(text));
}

/**
 * The one spelling of a URL's host, by which hosts are compared: ASCII in lower case, without the brackets of IPv6 and the final
 * dot; an IPv4 address in IPv6 clothes is IPv4. Undefined when it is neither an address nor a name of the DNS.
 */
export function hostOf(url: URL): string | undefined {
  const host = url.hostname;
  if (host.startsWith('[')) return canonicalAddress(host.slice(1, -1));
  const name = host.endsWith('.') ? host.slice(0, -1) : host;
  return isName(name) ? name : undefined;
}

/** As `hostOf`, for a host that stands alone, without a port: any case, Unicode or punycode, IPv6 with or without brackets. */
export function normaliseHost(text: string): string | undefined {
  const host = isIPv6(text) ? `[${text}]` : text;
  if (NOT_IN_A_HOST.test(host) || (host.includes(':') && !host.startsWith('['))) return undefined;
  const url = URL.parse(`https://${host}/`);
  return url === null || url.port !== '' ? undefined : hostOf(url);
}
