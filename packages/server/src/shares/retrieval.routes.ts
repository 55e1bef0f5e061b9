import { createRoute, type RouteConfig } from '@hono/zod-openapi';
import { createApi } from '../platform/http/api.ts';
import { json } from '../platform/http/openapi.ts';
import { peekShare } from './peek-share.ts';
import { presentRetrieved, toIso } from './present-share.ts';
import { requirePeeker } from './require-peeker.ts';
import { isAhead, type RetrievalEnv, readProof, visitorOf } from './retrieval-request.ts';
import { findProvenShare, retrieveShare } from './retrieve-share.ts';
import type { ShareDeps } from './share-deps.ts';
import {
  retrievedShareObject,
  retrieveQuery,
  shareParams,
  succeeded,
  unlockBody,
  unlockedShareObject,
} from './shares.schema.ts';
import { unlockShare } from './unlock-share.ts';

// A key is heeded and not needed.
const open = { tags: ['Shares'], security: [{}, { key: [] }] } satisfies Partial<RouteConfig>;

const routes = {
  retrieve: createRoute({
    ...open,
    method: 'get',
    path: '/share/{id}',
    summary: 'Retrieve a share, which counts as a view',
    request: { params: shareParams, query: retrieveQuery },
    responses: {
      200: json(succeeded(retrievedShareObject), 'The share with its content'),
      204: { description: 'Nothing is shown to a browser that asks ahead of its user, and nothing counted' },
    },
  }),
  unlock: createRoute({
    ...open,
    method: 'post',
    path: '/share/{id}/unlock',
    summary: 'Get a token for the password of a share',
    request: { params: shareParams, body: { required: true, ...json(unlockBody, 'The password') } },
    responses: { 200: json(succeeded(unlockedShareObject), 'The token') },
  }),
};

/** What anybody may call who has the id of a share. */
export function retrievalRoutes(deps: ShareDeps) {
  return createApi<RetrievalEnv>()
    .openapi(routes.retrieve, async (c) => {
      c.header('Cache-Control', 'no-store');
      const { id } = c.req.valid('param');
      if (c.req.valid('query').peek === 'true') {
        const peeked = await peekShare(deps, requirePeeker(c), id);
        return c.json({ success: true as const, data: presentRetrieved(peeked) }, 200);
      }
      if (c.req.method === 'HEAD' || isAhead(c)) {
        await findProvenShare(deps, id, readProof(c));
        return c.body(null, c.req.method === 'HEAD' ? 200 : 204);
      }
      const retrieved = await retrieveShare(deps, id, readProof(c), visitorOf(c));
      return c.json({ success: true as const, data: presentRetrieved(retrieved) }, 200);
    })
    .openapi(routes.unlock, async (c) => {
      c.header('Cache-Control', 'no-store');
      const attempt = { password: c.req.valid('json').password, clientAddress: c.get('clientAddress') };
      const { token, expiresAtMs } = await unlockShare(deps, c.req.valid('param').id, attempt);
      return c.json({ success: true as const, data: { token, expires: toIso(expiresAtMs) } }, 200);
    });
}
