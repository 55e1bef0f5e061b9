import { createRoute, z } from '@hono/zod-openapi';
import { type ApiEnv, requireScope } from '../accounts/index.ts';
import { createApi } from '../platform/http/api.ts';
import { AppError } from '../platform/http/app-error.ts';
import { FAILURES } from '../platform/http/kinds-of-failure.ts';
import { json } from '../platform/http/openapi.ts';
import type { RequestEnv } from '../platform/http/request-env.ts';
import { exportWorkspace } from './export-workspace.ts';
import { erasureBody, erasureParams, receiptObject } from './privacy.schema.ts';
import type { PrivacyDeps } from './privacy-deps.ts';
import { readReceipt } from './read-receipt.ts';
import { toReceipt } from './receipt.ts';
import { requestErasure } from './request-erasure.ts';
import { requireConfirmation } from './require-confirmation.ts';

const routes = {
  export: createRoute({
    method: 'get',
    path: '/privacy/export',
    summary: 'Take along everything that is kept of the workspace',
    tags: ['Privacy'],
    middleware: requireScope('admin'),
    responses: {
      200: { description: 'A tar archive with gzip', content: { 'application/gzip': { schema: z.string() } } },
    },
  }),
  erase: createRoute({
    method: 'post',
    path: '/privacy/erasures',
    summary: 'Erase the workspace and everything in it, for good',
    tags: ['Privacy'],
    middleware: requireScope('admin'),
    request: { body: { required: true, ...json(erasureBody, 'The confirmation') } },
    responses: { 202: json(receiptObject, 'It is decided; the receipt tells when it is done') },
  }),
  receipt: createRoute({
    method: 'get',
    path: '/privacy/erasures/{id}',
    summary: 'Read the receipt of an erasure',
    tags: ['Privacy'],
    security: [],
    request: { params: erasureParams },
    responses: { 200: json(receiptObject, 'The receipt') },
  }),
};

/** For keys with the scope `admin` of the live mode, because what is taken along or erased is of both modes. */
export function privacyRoutes(deps: PrivacyDeps) {
  return createApi<ApiEnv>()
    .openapi(routes.export, async (c) => {
      const { workspaceId, livemode } = c.get('principal');
      if (!livemode) throw new AppError(FAILURES.forbidden, 'A test key cannot take along live data.');
      return c.body(exportWorkspace(deps, workspaceId), 200, {
        'Content-Type': 'application/gzip',
        'Content-Disposition': 'attachment; filename="workspace.tar.gz"',
        'Cache-Control': 'no-store',
      });
    })
    .openapi(routes.erase, async (c) => {
      const { workspaceId, livemode } = c.get('principal');
      if (!livemode) throw new AppError(FAILURES.forbidden, 'A test key cannot erase live data.');
      await requireConfirmation(deps, workspaceId, c.req.valid('json').confirm);
      const erasure = await requestErasure(deps, workspaceId);
      deps.erasureBell.ring();
      return c.json(toReceipt(erasure), 202);
    });
}

/** Open to whoever knows the id: after an erasure there is no key that could ask. */
export function receiptRoutes(deps: PrivacyDeps) {
  return createApi<RequestEnv>().openapi(routes.receipt, async (c) =>
    c.json(await readReceipt(deps, c.req.valid('param').id), 200),
  );
}
