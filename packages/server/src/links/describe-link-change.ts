import type { Link } from './link.ts';

const FIELDS = ['destination', 'metadata', 'tracking', 'status', 'expiresAtMs'] as const;

type Field = (typeof FIELDS)[number];

const WORDS: Readonly<Record<Field, string>> = {
  destination: 'destination',
  metadata: 'metadata',
  tracking: 'tracking',
  status: 'status',
  expiresAtMs: 'expiry',
};

function say(link: Link, field: Field): string {
  const value = link[field];
  if (field === 'expiresAtMs') return typeof value === 'number' ? new Date(value).toISOString() : 'never';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const nameOf = ({ domain, slug }: Link): string => `${domain}/${slug}`;

export const describeNewLink = (link: Link): string => `Link created: ${nameOf(link)} to ${say(link, 'destination')}.`;

export const describeDeletedLink = (link: Link): string =>
  `Link deleted: ${nameOf(link)}, which led to ${say(link, 'destination')}.`;

/** What changed, before and after. */
export function describeLinkChange(before: Link, after: Link): string {
  const changes = FIELDS.filter((field) => say(before, field) !== say(after, field)).map(
    (field) => `${WORDS[field]} from ${say(before, field)} to ${say(after, field)}`,
  );
  return `Link changed: ${nameOf(after)}, ${changes.length === 0 ? 'nothing' : changes.join(', ')}.`;
}

export function describeVerdict(link: Link): string {
  const { status, reason } = link.verification;
  return status === 'blocked'
    ? `Link blocked: ${nameOf(link)} to ${say(link, 'destination')}, because of ${reason ?? 'its destination'}.`
    : `Link no longer blocked: ${nameOf(link)}.`;
}
