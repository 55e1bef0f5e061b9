import { z } from '@hono/zod-openapi';
import { offsetPaginationObject } from '../platform/http/offset-pagination.ts';
import { isReservedSegment } from '../platform/http/reserved-segments.ts';

const SLUG_LENGTH_MAX = 64;
const METADATA_BYTES_MAX = 8 * 1024;

export const anySlug = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, `it must be 1 to ${SLUG_LENGTH_MAX} of A–Z, a–z, 0–9, "-" and "_"`);

const slug = anySlug
  .refine((value) => !isReservedSegment(value), 'this word is reserved for the server itself')
  .openapi({ description: 'Path of the short URL, matched exactly. Made when left out.', example: 'spring' });

/** Only the type: what a destination may be is decided by `parseDestination`, which says exactly what is wrong. */
const destination = z.string().openapi({
  description: 'Where the link leads: a public https: URL of at most 2,048 characters.',
  example: 'https://example.com/spring?x=1',
});

const metadata = z
  .record(
    z.string().min(1).max(40, 'a key has at most 40 characters'),
    z.union([z.string(), z.number(), z.boolean(), z.null()], 'it must be a string, a number, true, false or null'),
  )
  .refine((value) => Object.keys(value).length <= 50, 'it has at most 50 keys')
  .refine((value) => Buffer.byteLength(JSON.stringify(value)) <= METADATA_BYTES_MAX, 'it is larger than 8 KiB')
  .openapi({ description: 'Your own data: at most 50 keys of 40 characters, 8 KiB in all.' });

const trackingValue = z.string().min(1).max(256);

const tracking = z
  .strictObject({
    utm_source: trackingValue.optional(),
    utm_medium: trackingValue.optional(),
    utm_campaign: trackingValue.optional(),
    utm_term: trackingValue.optional(),
    utm_content: trackingValue.optional(),
  })
  .openapi({ description: 'Added to the destination’s query when redirecting.', example: { utm_source: 'news' } });

const expiresAt = z.iso
  .datetime({ offset: true, error: 'it must be an ISO 8601 time with a zone, like 2026-12-31T23:59:59Z' })
  .nullable()
  .openapi({ description: 'After this time the link answers 404. Null: never.' });

export const createLinkBody = z
  .strictObject({
    destination,
    slug: slug.optional(),
    metadata: metadata.optional(),
    tracking: tracking.optional(),
    expires_at: expiresAt.optional(),
  })
  .openapi('CreateLink');

export const updateLinkBody = z
  .strictObject({
    destination: destination.optional(),
    metadata: metadata.optional(),
    tracking: tracking.optional(),
    expires_at: expiresAt.optional(),
    status: z.enum(['active', 'disabled']).optional(),
  })
  .openapi('UpdateLink');

export const linkObject = z
  .object({
    id: z.string(),
    destination: z.string().nullable(),
    slug: z.string(),
    short_url: z.string(),
    domain: z.string().nullable(),
    metadata: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    tracking,
    created_at: z.string(),
    updated_at: z.string(),
    expires_at: z.string().nullable(),
    status: z.enum(['active', 'disabled', 'expired']),
    verification: z.object({
      status: z.enum(['verified', 'blocked']),
      checked_at: z.string(),
      reason: z.string().nullable(),
    }),
    clicks: z.number().int(),
    livemode: z.boolean(),
  })
  .openapi('Link');

export type UpdateLinkBody = z.infer<typeof updateLinkBody>;
export type LinkObject = z.infer<typeof linkObject>;

export const linkListObject = z.object({ data: z.array(linkObject), pagination: offsetPaginationObject });
export const deletedLinkObject = z.object({ id: z.string(), deleted: z.literal(true) });

/** Printable ASCII, as far as a header can hold it. */
export const createLinkHeaders = z.object({
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{1,255}$/, 'it must be 1 to 255 visible ASCII characters')
    .optional()
    .openapi({ description: 'Repeating a request with the same key within 24 hours gives the first answer again.' }),
});
