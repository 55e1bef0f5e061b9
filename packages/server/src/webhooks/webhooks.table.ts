import type { Selectable } from 'kysely';

declare module '../platform/db/tables.ts' {
  interface Database {
    webhook_endpoints: WebhookEndpointTable;
    webhook_deliveries: WebhookDeliveryTable;
    webhook_attempts: WebhookAttemptTable;
  }
}

export type EndpointStatus = 'active' | 'paused' | 'disabled';

/** `url`, `description` and the secrets are sealed; `events` is a JSON list; times are Unix ms, those of the lease by the database's clock. */
export type WebhookEndpointTable = {
  id: string;
  workspace_id: string;
  livemode: number;
  url: Uint8Array;
  description: Uint8Array | null;
  events: string;
  status: EndpointStatus;
  /** Why it is disabled: `gone` (it answered 410) or `failing`. */
  status_reason: string | null;
  secret: Uint8Array;
  previous_secret: Uint8Array | null;
  previous_secret_until: number | null;
  /** The `sequence` of the last event of the workspace that was looked at for it. */
  position: number;
  /** Attempts that failed since the last that did not, and when the first of them was. */
  failures: number;
  failing_since: number | null;
  /** How often somebody was told that it fails, and when last. */
  notices: number;
  noticed_at: number | null;
  /** Nothing is sent to it before. */
  throttled_until: number;
  /** Whoever sends to it, and until when nobody else does. */
  leased_until: number;
  leased_by: string;
  created_at: number;
  updated_at: number;
};

export type EndpointRow = Selectable<WebhookEndpointTable>;

export type DeliveryStatus = 'pending' | 'succeeded' | 'failed';

/**
 * One event on its way to one endpoint, and what the last attempt met. `next_attempt_at` is null when there will be none. `body`:
 * of a test, which is no event of the workspace; otherwise it is made from the event. `body` and `response` are sealed.
 */
export type WebhookDeliveryTable = {
  id: string;
  endpoint_id: string;
  workspace_id: string;
  event_id: string;
  event_type: string;
  sequence: number;
  body: Uint8Array | null;
  status: DeliveryStatus;
  attempts: number;
  next_attempt_at: number | null;
  created_at: number;
  last_attempt_at: number | null;
  duration_ms: number | null;
  status_code: number | null;
  error: string | null;
  response: Uint8Array | null;
};

export type DeliveryRow = Selectable<WebhookDeliveryTable>;

/** An attempt that failed: the one that succeeded is the last of its delivery, whose row says all of it. `response` is sealed. */
export type WebhookAttemptTable = {
  delivery_id: string;
  workspace_id: string;
  /** From 1. */
  number: number;
  at: number;
  duration_ms: number;
  status_code: number | null;
  error: string;
  response: Uint8Array | null;
};

export type AttemptRow = Selectable<WebhookAttemptTable>;
