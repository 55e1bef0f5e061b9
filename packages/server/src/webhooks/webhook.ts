import type { Scope } from '../accounts/index.ts';
import type { EventType } from '../platform/events/event-types.ts';
import type { EndpointStatus } from './webhooks.table.ts';

/** `*`: every type, those of later releases too. */
export type WantedEvent = EventType | '*';

/** An endpoint as it is worked with, without its secrets. */
export type Webhook = {
  readonly id: string;
  readonly scope: Scope;
  readonly url: string;
  readonly description: string | null;
  readonly events: readonly WantedEvent[];
  readonly status: EndpointStatus;
  readonly statusReason: 'gone' | 'failing' | null;
  readonly failingSinceMs: number | null;
  readonly previousSecretUntilMs: number | null;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
};

export function wants(events: readonly string[], type: string): boolean {
  return events.includes('*') || events.includes(type);
}
