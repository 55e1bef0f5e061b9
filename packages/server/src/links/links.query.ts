import { z } from '@hono/zod-openapi';
import { queryInteger } from '../platform/http/offset-pagination.ts';
import { QR_SIZE } from './link-qr.ts';
import { anySlug } from './links.schema.ts';

const LIMIT = queryInteger(1, 100);

export const listQuery = z.strictObject({
  limit: LIMIT.optional(),
  offset: queryInteger(0, Number.MAX_SAFE_INTEGER).optional(),
  slug: anySlug.optional(),
  status: z.enum(['active', 'disabled', 'expired']).optional(),
  q: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .openapi({ description: 'Part of the slug, destination, metadata or tracking, in any case of letters.' }),
});

export const clicksQuery = z.strictObject({ limit: LIMIT.optional(), cursor: z.string().max(500).optional() });

export const qrQuery = z.strictObject({
  format: z.enum(['svg', 'png']).optional(),
  size: queryInteger(QR_SIZE.min, QR_SIZE.max).optional().openapi({ description: 'Edge in pixels.' }),
});

export const analyticsQuery = z.strictObject({
  start_date: z.string().max(64).optional().openapi({ description: 'ISO 8601 time, or a date: its start.' }),
  end_date: z
    .string()
    .max(64)
    .optional()
    .openapi({ description: 'ISO 8601 time, or a date: its end. Now when left out.' }),
  granularity: z.enum(['hour', 'day', 'week', 'month']).optional(),
  timezone: z.string().max(64).optional().openapi({ description: 'IANA name, UTC when left out.' }),
  bots: z.enum(['include', 'exclude']).optional(),
});
