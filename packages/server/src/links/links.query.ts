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
