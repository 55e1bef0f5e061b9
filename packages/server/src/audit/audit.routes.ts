import { createRoute, z } from '@hono/zod-openapi';
import { type ApiEnv, requireScope, scopeOf } from '../accounts/index.ts';
import { createApi } from '../platform/http/api.ts';
import { json } from '../platform/http/openapi.ts';
import { type AuditQuery, auditListObject, auditQuery } from './audit.schema.ts';
import type { AuditDeps } from './audit-deps.ts';
import { allEntries, listEntries } from './list-entries.ts';
import { type ExportFormat, writeEntries } from './write-entries.ts';

const LIMIT_DEFAULT = 20;

const route = createRoute({
  method: 'get',
  path: '/audit',
  summary: 'List who changed what, newest first, or export it',
  tags: ['Audit'],
  middleware: requireScope('admin'),
  request: { query: auditQuery },
  responses: {
    200: {
      ...json(auditListObject, 'A page of entries, or all that fit as a file'),
      content: {
        'application/json': { schema: auditListObject },
        'text/csv': { schema: z.string() },
        'application/x-ndjson': { schema: z.string() },
      },
    },
  },
});

const TYPES = { csv: 'text/csv; charset=utf-8', jsonl: 'application/x-ndjson' } as const;

const toMs = (iso: string | undefined) => (iso === undefined ? undefined : Date.parse(iso));

const toFilter = ({ type, actor_id, subject_id, from, to }: AuditQuery) => ({
  type,
  actorId: actor_id,
  subjectId: subject_id,
  fromMs: toMs(from),
  toMs: toMs(to),
});

async function* encode(lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const line of lines) yield Buffer.from(`${line}\n`, 'utf8');
}

const headersOf = (format: ExportFormat) => ({
  'Content-Type': TYPES[format],
  'Content-Disposition': `attachment; filename="audit.${format}"`,
  'Cache-Control': 'no-store',
});

/** `GET /audit`, for keys with the scope `admin`. */
export function auditRoutes(deps: AuditDeps) {
  return createApi<ApiEnv>().openapi(route, async (c) => {
    const query = c.req.valid('query');
    const { format = 'json', limit = LIMIT_DEFAULT, cursor: before } = query;
    const filter = toFilter(query);
    if (format !== 'json') {
      const lines = writeEntries(allEntries(deps, scopeOf(c), filter), format);
      return c.body(ReadableStream.from(encode(lines)), 200, headersOf(format));
    }
    const { entries, hasMore } = await listEntries(deps, scopeOf(c), filter, { limit, before });
    const last = entries.at(-1);
    const nextCursor = hasMore && last !== undefined ? String(last.number) : null;
    return c.json({ data: entries, pagination: { limit, next_cursor: nextCursor, has_more: hasMore } }, 200);
  });
}
