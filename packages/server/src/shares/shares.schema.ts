import { z } from '@hono/zod-openapi';
import { queryInteger } from '../platform/http/offset-pagination.ts';
import { analyticsFields } from '../visits/index.ts';
import { SHARE_TYPES } from './share.ts';
import { parseShareId } from './share-address.ts';
import { shareNotFound } from './shares.errors.ts';

const MAX_VIEWS_MAX = 1_000_000_000;

const content = z
  .strictObject({
    type: z.enum(SHARE_TYPES),
    body: z.union([z.string(), z.record(z.string(), z.unknown())], 'it must be a text, or an object for "interactive"'),
  })
  .openapi({
    description:
      '`text`: Markdown or plain text of at most 1 MiB. `image`: an https: URL, or a data: URL of a PNG, JPEG, GIF, WebP or AVIF of ' +
      'at most 5 MiB. `interactive`: an object `{component, props}`, or its JSON.',
    example: { type: 'text', body: 'Content to share' },
  });

const expires = z.iso
  .datetime({ offset: true, error: 'it must be an ISO 8601 time with a zone, like 2026-12-31T23:59:59Z' })
  .nullish()
  .openapi({ description: 'From this time on the share answers 404. Never when left out or null.' });

const passwordText = z
  .string()
  .refine((text) => text.isWellFormed(), 'it must be text')
  .refine((text) => text !== '' && Buffer.byteLength(text) <= 1_024, 'it must have 1 to 1,024 bytes');

const password = passwordText
  .nullish()
  .openapi({ description: 'Who wants to see the share needs it. None when left out; null takes it away.' });

const maxViews = z
  .number()
  .int('it must be a whole number')
  .min(1, 'it must be at least 1')
  .max(MAX_VIEWS_MAX, `it must be at most ${MAX_VIEWS_MAX}`)
  .nullish()
  .openapi({ description: 'How often the share can be seen. Without a limit when left out.' });

const options = z.strictObject({ expires, password, maxViews });

export const createShareBody = z.strictObject({ content, options: options.nullish() }).openapi('CreateShare');

export const updateShareBody = z
  .strictObject({
    content: z.unknown().optional().openapi({ description: 'Refused: the content of a share cannot be changed.' }),
    options: options.optional(),
  })
  .openapi('UpdateShare');

export const unlockBody = z.strictObject({ password: passwordText }).openapi('UnlockShare');

/** An id in the path, with or without its `sh_`. One of another shape is no share's: the answer is that of a missing one. */
export const shareParams = z.object({
  id: z.string().transform((text) => {
    const id = parseShareId(text);
    if (id === undefined) throw shareNotFound();
    return id;
  }),
});

export const listQuery = z.strictObject({
  limit: queryInteger(1, 100).optional(),
  offset: queryInteger(0, Number.MAX_SAFE_INTEGER).optional(),
  status: z.enum(['active', 'expired', 'all']).optional(),
});

export const retrieveQuery = z.strictObject({
  peek: z
    .enum(['true', 'false'])
    .optional()
    .openapi({ description: 'With the owner’s own key: look without counting a view.' }),
});

const count = z.number().int();
const nullableText = z.string().nullable();

export const shareObject = z
  .object({
    id: z.string(),
    type: z.enum(SHARE_TYPES),
    url: z.string(),
    shortUrl: z.string(),
    created: z.string(),
    expires: nullableText,
    viewCount: count,
    maxViews: count.nullable(),
    passwordProtected: z.boolean(),
    livemode: z.boolean(),
  })
  .openapi('Share');

export type ShareObject = z.infer<typeof shareObject>;

const listedShareObject = shareObject.extend({ status: z.enum(['active', 'expired']) }).openapi('ListedShare');

export type ListedShareObject = z.infer<typeof listedShareObject>;

export const retrievedShareObject = z
  .object({
    id: z.string(),
    content: z.object({ type: z.enum(SHARE_TYPES), body: z.union([z.string(), z.record(z.string(), z.unknown())]) }),
    created: z.string(),
    expires: nullableText,
    viewCount: count,
    maxViews: count.nullable(),
    remainingViews: count.nullable(),
  })
  .openapi('RetrievedShare');

export type RetrievedShareObject = z.infer<typeof retrievedShareObject>;

export const updatedShareObject = z.object({
  id: z.string(),
  updated: z.string(),
  expires: nullableText,
  maxViews: count.nullable(),
});

export type UpdatedShareObject = z.infer<typeof updatedShareObject>;

export const deletedShareObject = z.object({ id: z.string(), deleted: z.string() });
export const unlockedShareObject = z.object({ token: z.string(), expires: z.string() });
export const shareListObject = z.object({
  shares: z.array(listedShareObject),
  pagination: z.object({ total: count, limit: count, offset: count, hasMore: z.boolean() }),
});

export const shareAnalyticsObject = z.object({ share_id: z.string(), ...analyticsFields }).openapi('ShareAnalytics');

/** The envelope of this API. */
export const succeeded = <S extends z.ZodType>(data: S) => z.object({ success: z.literal(true), data });
