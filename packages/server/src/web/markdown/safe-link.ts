/** Where text may lead: nothing that runs, and nothing on this server, whose addresses its author does not know. */
const ALLOWED = /^(?:https?:\/\/[^/]|mailto:[^/?])/i;

export function isSafeLink(url: string): boolean {
  return ALLOWED.test(url.trim());
}

/** What is said of where a picture or a link leads; undefined for what has no host. */
export function hostOf(url: string): string | undefined {
  const parsed = URL.parse(url);
  return parsed === null || parsed.host === '' ? undefined : parsed.host;
}
