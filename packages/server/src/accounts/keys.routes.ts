import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { createApi } from '../platform/http/api.ts';
import { presentOffsetPagination } from '../platform/http/offset-pagination.ts';
import { json } from '../platform/http/openapi.ts';
import type { AccountDeps } from './account-deps.ts';
import { type ApiEnv, callerOf, scopeOf } from './api-env.ts';
import { createKey } from './create-key.ts';
import type { IssuedKey } from './issue-key.ts';
import { SCOPES_WITHOUT_ADMIN } from './key-scope.ts';
import {
  createKeyBody,
  issuedKeyObject,
  keyListObject,
  keyListQuery,
  keyObject,
  keyParams,
  revokedKeyObject,
  rotateKeyBody,
  updateKeyBody,
} from './keys.schema.ts';
import { listKeys } from './list-keys.ts';
import { presentKey } from './present-key.ts';
import { readKey } from './read-key.ts';
import { requireSameMode } from './require-same-mode.ts';
import { requireScope } from './require-scope.ts';
import { revokeKey } from './revoke-key.ts';
import { OVERLAP_SECONDS_DEFAULT, rotateKey } from './rotate-key.ts';
import { updateKey } from './update-key.ts';

const LIMIT_DEFAULT = 20;

const common = { tags: ['Keys'], middleware: requireScope('admin') };

const routes = {
  create: createRoute({
    ...common,
    method: 'post',
    path: '/keys',
    summary: 'Create a key',
    request: { body: json(createKeyBody, 'The key to make') },
    responses: { 201: json(issuedKeyObject, 'The key, shown this once') },
  }),
  list: createRoute({
    ...common,
    method: 'get',
    path: '/keys',
    summary: 'List the keys of this workspace and mode, newest first',
    request: { query: keyListQuery },
    responses: { 200: json(keyListObject, 'A page of keys') },
  }),
  read: createRoute({
    ...common,
    method: 'get',
    path: '/keys/{id}',
    summary: 'Read a key',
    request: { params: keyParams },
    responses: { 200: json(keyObject, 'The key') },
  }),
  update: createRoute({
    ...common,
    method: 'patch',
    path: '/keys/{id}',
    summary: 'Change the name, scopes or expiry of a key',
    request: { params: keyParams, body: { required: true, ...json(updateKeyBody, 'What to change') } },
    responses: { 200: json(keyObject, 'The key after the change') },
  }),
  rotate: createRoute({
    ...common,
    method: 'post',
    path: '/keys/{id}/rotate',
    summary: 'Replace a key; the old one still works for a while',
    request: { params: keyParams, body: json(rotateKeyBody, 'For how long both keys work') },
    responses: { 201: json(issuedKeyObject, 'The new key, shown this once') },
  }),
  revoke: createRoute({
    ...common,
    method: 'delete',
    path: '/keys/{id}',
    summary: 'Revoke a key for good',
    request: { params: keyParams },
    responses: { 200: json(revokedKeyObject, 'It opens nothing any more') },
  }),
};

const toMs = (iso: string | null | undefined) => (typeof iso === 'string' ? Date.parse(iso) : iso);
/** Nothing between here and the caller may keep an answer with a key in it. */
function answerIssued(c: Context<ApiEnv>, { key, token }: IssuedKey) {
  c.header('Cache-Control', 'no-store');
  return c.json({ ...presentKey(key), key: token }, 201);
}

/** `/keys`: a key with the scope `admin` manages the keys of its own workspace and mode. */
export function keyRoutes(deps: AccountDeps) {
  return createApi<ApiEnv>()
    .openapi(routes.create, async (c) => {
      const principal = c.get('principal');
      const { kind = principal.kind, scopes = SCOPES_WITHOUT_ADMIN, expires_at, name } = c.req.valid('json');
      requireSameMode(principal, kind);
      const owner = { id: principal.workspaceId, kind: principal.workspaceKind };
      const input = { kind, name, scopes, expiresAtMs: toMs(expires_at) };
      const issued = await createKey(deps, owner, input, callerOf(c).actor);
      return answerIssued(c, issued);
    })
    .openapi(routes.list, async (c) => {
      const { limit = LIMIT_DEFAULT, offset = 0 } = c.req.valid('query');
      const { keys, total } = await listKeys(deps, scopeOf(c), { limit, offset });
      return c.json({ data: keys.map(presentKey), pagination: presentOffsetPagination({ total, limit, offset }) }, 200);
    })
    .openapi(routes.read, async (c) => {
      const key = await readKey(deps, scopeOf(c), c.req.valid('param').id);
      return c.json(presentKey(key), 200);
    })
    .openapi(routes.update, async (c) => {
      const { expires_at, ...rest } = c.req.valid('json');
      const update = { ...rest, expiresAtMs: toMs(expires_at) };
      const key = await updateKey(deps, callerOf(c), c.req.valid('param').id, update);
      return c.json(presentKey(key), 200);
    })
    .openapi(routes.rotate, async (c) => {
      const { overlap_seconds = OVERLAP_SECONDS_DEFAULT } = c.req.valid('json');
      const issued = await rotateKey(deps, callerOf(c), c.req.valid('param').id, overlap_seconds);
      return answerIssued(c, issued);
    })
    .openapi(routes.revoke, async (c) => {
      const { id } = c.req.valid('param');
      await revokeKey(deps, callerOf(c), id);
      return c.json({ id, revoked: true as const }, 200);
    });
}
