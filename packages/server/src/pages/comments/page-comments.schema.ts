import { z } from '@hono/zod-openapi';
import { isUuid } from '../../platform/ids.ts';

const BODY_CHARACTERS_MAX = 10_000;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROLS = /[\0-\x08\x0b-\x0c\x0e-\x1f\x7f]/;

const written = (max: number) =>
  z
    .string()
    .max(max, `it has more than ${max} characters`)
    .refine((text) => text.trim() !== '', 'it must not be empty')
    .refine((text) => text.isWellFormed() && !CONTROLS.test(text), 'it must not hold control characters');

const anchor = z.strictObject({ quote: written(2_000), selector: written(1_000) }).openapi({
  description: 'The text it is about, and the CSS path of the element that holds it. Kept across versions.',
});

export const addCommentBody = z
  .strictObject({
    body: written(BODY_CHARACTERS_MAX),
    parent_id: z.string().refine(isUuid, 'it must be the id of a comment').nullable().optional(),
    anchor: anchor.nullable().optional(),
  })
  .openapi('AddComment');

export const updateCommentBody = z
  .strictObject({ body: written(BODY_CHARACTERS_MAX).optional(), resolved: z.boolean().optional() })
  .openapi('UpdateComment');

export const commentObject = z
  .object({
    id: z.string(),
    page_id: z.string(),
    parent_id: z.string().nullable(),
    version: z.number().int(),
    body: z.string(),
    anchor: z.object({ quote: z.string(), selector: z.string() }).nullable(),
    author: z.object({ kind: z.enum(['person', 'workspace']), id: z.string(), name: z.string() }),
    resolved: z.boolean(),
    created_at: z.string(),
    updated_at: z.string(),
  })
  .openapi('PageComment');

export type CommentObject = z.infer<typeof commentObject>;
