import { z } from '@hono/zod-openapi';
import { queryInteger } from '../platform/http/offset-pagination.ts';

const time = z.iso.datetime({
  offset: true,
  error: 'it must be an ISO 8601 time with a zone, like 2026-12-31T23:59:59Z',
});
const name = z.string().min(1).max(100);

export const auditQuery = z.strictObject({
  limit: queryInteger(1, 100).optional().openapi({ type: 'integer' }),
  cursor: queryInteger(1, 999_999_999_999_999)
    .optional()
    .openapi({ type: 'string', description: 'The `next_cursor` of the page before.' }),
  type: name.optional().openapi({ example: 'key.created' }),
  actor_id: name.optional(),
  subject_id: name.optional(),
  from: time.optional(),
  to: time.optional(),
  format: z
    .enum(['json', 'csv', 'jsonl'], { error: 'it must be "json", "csv" or "jsonl"' })
    .optional()
    .openapi({ description: '`csv` and `jsonl` are everything that fits, as a file, without pages.' }),
});

const entryObject = z
  .object({
    number: z.number().int().openapi({ description: 'Counts the entries of the workspace, both modes, without gaps.' }),
    at: z.string(),
    type: z.string(),
    subject_id: z.string(),
    summary: z.string().nullable().openapi({ description: 'What changed, in words; null when it was erased.' }),
    actor: z.object({
      kind: z.string().openapi({ description: 'key, person, visitor, operator or server.' }),
      id: z.string().nullable(),
      address: z.string().nullable().openapi({ description: 'Anonymised.' }),
    }),
    event_id: z.string().nullable(),
    livemode: z.boolean(),
    hash: z.string(),
  })
  .openapi('AuditEntry');

export const auditListObject = z.object({
  data: z.array(entryObject),
  pagination: z.object({ limit: z.number().int(), next_cursor: z.string().nullable(), has_more: z.boolean() }),
});

export type EntryObject = z.infer<typeof entryObject>;
export type AuditQuery = z.infer<typeof auditQuery>;
