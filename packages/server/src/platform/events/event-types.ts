/** What a workspace can be told of: by webhook, in its list of events and in the live feed. Everything else is for the audit only. */
export const EVENT_TYPES = [
  'link.created',
  'link.updated',
  'link.deleted',
  'link.clicked',
  'link.blocked',
  'share.created',
  'share.updated',
  'share.deleted',
  'share.viewed',
  'share.expired',
  'page.created',
  'page.updated',
  'page.deleted',
  'page.viewed',
  'page.commented',
  'page.shared',
  'page.version_created',
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

const known: ReadonlySet<string> = new Set(EVENT_TYPES);

export function isEventType(type: string): type is EventType {
  return known.has(type);
}
