import { z } from '@hono/zod-openapi';
import { EVENT_TYPES } from '../platform/events/event-types.ts';
import { offsetPaginationObject, queryInteger } from '../platform/http/offset-pagination.ts';

const DESCRIPTION_MAX = 200;

const url = z.string().openapi({
  description: 'Where events are sent: a public https: URL of at most 2,048 characters.',
  example: 'https://example.com/hooks/proffer',
});

const events = z
  .array(
    z.enum([...EVENT_TYPES, '*'], { error: `each must be "*" or one of ${EVENT_TYPES.join(', ')}` }),
    'it must be a list of event types',
  )
  .min(1, 'it must name at least one event type')
  .max(EVENT_TYPES.length + 1, 'it names a type twice')
  .openapi({
    description: 'The types of events to send; `*` is all of them.',
    example: ['link.created', 'link.clicked'],
  });

const description = z
  .string()
  .max(DESCRIPTION_MAX, `it has at most ${DESCRIPTION_MAX} characters`)
  .nullable()
  .openapi({ description: 'For yourself.' });

export const createWebhookBody = z
  .strictObject({ url, events, description: description.optional() })
  .openapi('CreateWebhook');

export const updateWebhookBody = z
  .strictObject({
    url: url.optional(),
    events: events.optional(),
    description: description.optional(),
    status: z.enum(['active', 'paused'], { error: 'it must be "active" or "paused"' }).optional(),
  })
  .openapi('UpdateWebhook');

const time = z.iso.datetime({
  offset: true,
  error: 'it must be an ISO 8601 time with a zone, like 2026-12-31T23:59:59Z',
});

export const redeliverBody = z
  .strictObject({ from: time, to: time })
  .openapi('RedeliverRange', { description: 'Events that happened from `from` on and before `to`.' });

export const webhookListQuery = z.strictObject({
  limit: queryInteger(1, 100).optional().openapi({ type: 'integer' }),
  offset: queryInteger(0, 1_000_000).optional().openapi({ type: 'integer' }),
});

export const deliveryListQuery = z.strictObject({
  limit: queryInteger(1, 100).optional().openapi({ type: 'integer' }),
  cursor: z.string().max(200).optional(),
  status: z
    .enum(['pending', 'succeeded', 'failed'], { error: 'it must be "pending", "succeeded" or "failed"' })
    .optional(),
});

const nullableText = z.string().nullable();

export const webhookObject = z
  .object({
    id: z.string(),
    url: z.string(),
    events: z.array(z.string()),
    description: nullableText,
    status: z.enum(['active', 'paused', 'disabled']),
    status_reason: z.enum(['gone', 'failing']).nullable(),
    failing_since: nullableText,
    previous_secret_expires_at: nullableText,
    created_at: z.string(),
    updated_at: z.string(),
    livemode: z.boolean(),
  })
  .openapi('Webhook');

export const webhookWithSecretObject = webhookObject
  .extend({ secret: z.string().openapi({ description: 'Signs what is sent. Shown this once.' }) })
  .openapi('WebhookWithSecret');

export const deliveryObject = z
  .object({
    id: z.string(),
    webhook_id: z.string(),
    event_id: z.string(),
    event_type: z.string(),
    status: z.enum(['pending', 'succeeded', 'failed']),
    attempts: z.number().int(),
    created_at: z.string(),
    last_attempt_at: nullableText,
    next_attempt_at: nullableText,
    status_code: z.number().int().nullable(),
    duration_ms: z.number().int().nullable(),
    error: nullableText,
    response_body: nullableText.openapi({ description: 'The first kilobyte of the answer.' }),
  })
  .openapi('WebhookDelivery');

export const attemptObject = z
  .object({
    number: z.number().int().openapi({ description: 'From 1.' }),
    at: z.string(),
    status_code: z.number().int().nullable(),
    duration_ms: z.number().int(),
    error: nullableText,
    response_body: nullableText.openapi({ description: 'The first kilobyte of the answer.' }),
  })
  .openapi('WebhookAttempt');

export const deliveryWithAttemptsObject = deliveryObject
  .extend({ attempts: z.array(attemptObject).openapi({ description: 'The first comes first.' }) })
  .openapi('WebhookDeliveryWithAttempts');

export const webhookListObject = z.object({ data: z.array(webhookObject), pagination: offsetPaginationObject });
export const deletedWebhookObject = z.object({ id: z.string(), deleted: z.literal(true) });
export const deliveryListObject = z.object({
  data: z.array(deliveryObject),
  pagination: z.object({ limit: z.number().int(), next_cursor: nullableText, has_more: z.boolean() }),
});
export const redeliveredObject = z.object({ redelivered: z.number().int() });

export type WebhookObject = z.infer<typeof webhookObject>;
export type DeliveryObject = z.infer<typeof deliveryObject>;
export type AttemptObject = z.infer<typeof attemptObject>;
export type DeliveryWithAttemptsObject = z.infer<typeof deliveryWithAttemptsObject>;
