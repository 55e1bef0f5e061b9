/**
 * Ends of names that no public name server answers for: each network, or each machine, has its own idea of them.
 * `.test`, `.example` and `.invalid` (RFC 6761) are not here: they lead nowhere, and are what one tries a server with.
 */
const LOCAL_ENDS: ReadonlySet<string> = new Set([
  // RFC 6761, RFC 6762 (multicast DNS), and ICANN, which set `.internal` aside in 2024.
  ...['localhost', 'local', 'internal'],
  // RFC 6762, appendix G: what networks use where they should have used the former. `localdomain` is what Unix adds.
  ...['intranet', 'private', 'corp', 'home', 'lan', 'localdomain'],
  // RFC 7686 and RFC 9476: names of other systems, which must never be looked up in the DNS.
  ...['onion', 'alt'],
]);

/** RFC 8375. */
const HOME_NETWORK = 'home.arpa';

/** `host` as `normaliseHost` spells it. A name without a dot is local: it means what the visitor's network makes of it. */
export function isLocalName(host: string): boolean {
  const lastDotAt = host.lastIndexOf('.');
  return (
    lastDotAt === -1 ||
    LOCAL_ENDS.has(host.slice(lastDotAt + 1)) ||
    host === HOME_NETWORK ||
    host.endsWith(`.${HOME_NETWORK}`)
  );
}
