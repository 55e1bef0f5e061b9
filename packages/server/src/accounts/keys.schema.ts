import { z } from '@hono/zod-openapi';
import { offsetPaginationObject, queryInteger } from '../platform/http/offset-pagination.ts';
import { isId } from '../platform/ids.ts';
import { KEY_KINDS } from './key-kind.ts';
import { KEY_NAME, KEY_NAME_RULE } from './key-name.ts';
import { KEY_SCOPES } from './key-scope.ts';
import { keyNotFound } from './keys.errors.ts';
import { OVERLAP_SECONDS_MAX } from './rotate-key.ts';

const name = z
  .string()
  .regex(KEY_NAME, `it must be ${KEY_NAME_RULE}`)
  .nullable()
  .openapi({ description: 'What you call the key.', example: 'Deployment' });

const scopes = z
  .array(z.enum(KEY_SCOPES))
  .min(1, 'it must hold at least one scope')
  .max(100)
  .openapi({ description: 'What the key may do.' });

const expiresAt = z.iso
  .datetime({ offset: true, error: 'it must be an ISO 8601 time with a zone, like 2026-12-31T23:59:59Z' })
  .nullable()
  .openapi({ description: 'From this time on the key is refused. Null: never.' });

export const createKeyBody = z
  .strictObject({
    kind: z.enum(KEY_KINDS).optional().openapi({ description: 'That of the key which asks when left out.' }),
    name: name.optional(),
    scopes: scopes.optional().openapi({ description: 'What the key may do: all but `admin` when left out.' }),
    expires_at: expiresAt.optional(),
  })
  .openapi('CreateKey');

export const updateKeyBody = z
  .strictObject({ name: name.optional(), scopes: scopes.optional(), expires_at: expiresAt.optional() })
  .openapi('UpdateKey');

export const rotateKeyBody = z
  .strictObject({
    overlap_seconds: z
      .int()
      .min(0)
      .max(OVERLAP_SECONDS_MAX)
      .optional()
      .openapi({ description: 'How long the old key still works: a day when left out, at most 30 days.' }),
  })
  .openapi('RotateKey');

export const keyObject = z
  .object({
    id: z.string(),
    kind: z.enum(KEY_KINDS),
    name: z.string().nullable(),
    scopes: z.array(z.enum(KEY_SCOPES)),
    last4: z.string(),
    workspace_id: z.string(),
    livemode: z.boolean(),
    created_at: z.string(),
    expires_at: z.string().nullable(),
    revoked_at: z.string().nullable(),
    last_used_at: z.string().nullable(),
  })
  .openapi('Key');

export type KeyObject = z.infer<typeof keyObject>;

export const issuedKeyObject = keyObject
  .extend({ key: z.string().openapi({ description: 'The key itself, shown this once.' }) })
  .openapi('IssuedKey');

export const keyListObject = z.object({ data: z.array(keyObject), pagination: offsetPaginationObject });
export const revokedKeyObject = z.object({ id: z.string(), revoked: z.literal(true) });

export const keyListQuery = z.strictObject({
  limit: queryInteger(1, 100).optional(),
  offset: queryInteger(0, Number.MAX_SAFE_INTEGER).optional(),
});

/** An id in the path. One of another shape is no key's: the answer is that of a missing key, without a query. */
export const keyParams = z.object({
  id: z.string().transform((id) => {
    if (!isId('key', id)) throw keyNotFound();
    return id;
  }),
});
