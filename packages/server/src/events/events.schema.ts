import { z } from '@hono/zod-openapi';
import { EVENT_TYPES, type EventType, isEventType } from '../platform/events/event-types.ts';
import { queryInteger } from '../platform/http/offset-pagination.ts';

const types = z
  .string()
  .max(500)
  .transform((text, context): readonly EventType[] => {
    const names = text.split(',').map((name) => name.trim());
    const known = names.filter(isEventType);
    if (known.length === names.length) return known;
    context.addIssue({ code: 'custom', message: `each must be one of ${EVENT_TYPES.join(', ')}` });
    return z.NEVER;
  })
  .openapi({
    type: 'string',
    description: 'Only these types, separated by commas.',
    example: 'link.created,link.clicked',
  });

export const eventListQuery = z.strictObject({
  after: z.string().max(100).optional().openapi({
    description: 'The id of an event: what happened after it. Left out, the list begins with the oldest that is kept.',
  }),
  limit: queryInteger(1, 100).optional().openapi({ type: 'integer' }),
  type: types.optional(),
});

const eventObject = z
  .object({
    id: z.string(),
    type: z.string(),
    created_at: z.string(),
    livemode: z.boolean(),
    sequence: z.number().int().openapi({ description: 'Grows with each event of the workspace.' }),
    data: z.record(z.string(), z.unknown()).openapi({ description: 'The object, as its API shows it.' }),
  })
  .openapi('Event');

export const eventListObject = z.object({
  data: z.array(eventObject),
  pagination: z.object({
    limit: z.number().int(),
    next_after: z.string().nullable().openapi({ description: 'What to ask for next, also when there is nothing new.' }),
    has_more: z.boolean(),
  }),
});

export type EventObject = z.infer<typeof eventObject>;
