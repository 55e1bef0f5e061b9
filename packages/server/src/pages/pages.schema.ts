import { z } from '@hono/zod-openapi';
import { queryInteger } from '../platform/http/offset-pagination.ts';
import { isUuid } from '../platform/ids.ts';
import { analyticsFields } from '../visits/index.ts';
import { PAGE_MODES, VISIBILITIES } from './page.ts';
import { whyNoTitle } from './page-title.ts';
import { commentNotFound, grantNotFound, pageNotFound, versionNotFound } from './pages.errors.ts';

const LIST_MAX = 100;
const VERSION = /^[1-9]\d{0,8}$/;

const title = z
  .string()
  .superRefine((text, context) => {
    const message = whyNoTitle(text);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  })
  .openapi({ description: 'At most 200 characters, no control characters.', example: 'My Report' });

const visibility = z.enum(VISIBILITIES).openapi({
  description:
    'Who may read the page: everybody; its owner and the members of its workspace; those and whom it was shared with.',
});

/** Only the length: a workspace that is not reached, or could not be one, is answered with 404. */
const workspaceId = z.string().max(100);

export const uploadDetails = z.strictObject({
  title: title.optional(),
  mode: z.enum(PAGE_MODES).optional().openapi({ description: 'Whether scripts run, in a sandbox.' }),
  visibility: visibility.optional(),
  workspace_id: workspaceId.optional(),
});

export type UploadDetails = z.infer<typeof uploadDetails>;

const limit = queryInteger(1, LIST_MAX).optional();

export const listQuery = z.strictObject({
  limit,
  cursor: z.string().max(100).optional().openapi({ description: 'The `next_cursor` of the answer before.' }),
});

export const pageListQuery = listQuery.extend({ workspace_id: workspaceId.optional() });

export const versionListQuery = z.strictObject({
  limit,
  cursor: z.string().regex(VERSION, 'it must be the "next_cursor" of this list').transform(Number).optional(),
});

/** An id of another shape is nothing's: the answer is that of a missing one, without a query. */
function idOf(notFound: () => Error) {
  return z.string().transform((id) => {
    if (!isUuid(id)) throw notFound();
    return id;
  });
}

export const pageParams = z.object({ id: idOf(pageNotFound) });
export const commentParams = pageParams.extend({ comment_id: idOf(commentNotFound) });
export const grantParams = pageParams.extend({ grant_id: idOf(grantNotFound) });
export const versionParams = pageParams.extend({
  version: z.string().transform((number) => {
    if (!VERSION.test(number)) throw versionNotFound();
    return Number(number);
  }),
});

const ENTITY_TAGS = /^\s*"\d{1,9}"\s*(?:,\s*"\d{1,9}"\s*)*$/;

export const ifMatchHeader = z.object({
  'if-match': z
    .string()
    .refine(
      (text) => text.trim() === '*' || ENTITY_TAGS.test(text),
      'it must be a version in quotation marks, like "3"',
    )
    .transform((text) =>
      text.trim() === '*' ? undefined : Array.from(text.matchAll(/\d+/g), ([number]) => Number(number)),
    )
    .optional()
    .openapi({ description: 'Change the page only while it is at this version.', example: '"3"' }),
});

export const updatePageBody = z
  .strictObject({ title: title.optional(), visibility: visibility.optional() })
  .openapi('UpdatePage');

export const pageObject = z
  .object({
    id: z.string(),
    slug: z.string(),
    title: z.string(),
    mode: z.enum(PAGE_MODES),
    file_size: z.number().int(),
    visibility: z.enum(VISIBILITIES),
    version: z.number().int(),
    url: z.string(),
    full_url: z.string(),
    created_at: z.string(),
    updated_at: z.string(),
    taken_down_at: z
      .string()
      .optional()
      .openapi({ description: 'When the operator took the page down; left out otherwise.' }),
  })
  .openapi('Page');

export type PageObject = z.infer<typeof pageObject>;

export const versionObject = z
  .object({
    version: z.number().int(),
    file_size: z.number().int(),
    restored_from: z.number().int().nullable(),
    created_at: z.string(),
  })
  .openapi('PageVersion');

export type VersionObject = z.infer<typeof versionObject>;

export const pageAnalyticsObject = z.object({ page_id: z.string(), ...analyticsFields }).openapi('PageAnalytics');

export const success = z.object({ success: z.literal(true) });

/** The envelopes of the source. */
export function dataOf<S extends z.ZodType>(schema: S) {
  return z.object({ data: schema });
}

export function listOf<S extends z.ZodType>(schema: S) {
  const pagination = z.object({ next_cursor: z.string().nullable(), has_more: z.boolean() });
  return z.object({ data: z.array(schema), pagination });
}
