import type { Scope } from '../accounts/index.ts';
import { openWebhook } from './sealed-webhook.ts';
import type { Webhook } from './webhook.ts';
import type { WebhookDeps } from './webhook-deps.ts';
import { webhookNotFound } from './webhooks.errors.ts';
import { countEndpoints, findEndpoint, listEndpoints } from './webhooks.store.ts';
import type { EndpointRow } from './webhooks.table.ts';

type Deps = Pick<WebhookDeps, 'db' | 'sealer'>;

/** Throws `not_found`. */
export async function findEndpointRow({ db }: Pick<WebhookDeps, 'db'>, scope: Scope, id: string): Promise<EndpointRow> {
  const row = await findEndpoint(db, scope, id);
  if (row === undefined) throw webhookNotFound();
  return row;
}

/** Throws `not_found`. */
export async function readWebhook(deps: Deps, scope: Scope, id: string): Promise<Webhook> {
  return openWebhook(deps.sealer, await findEndpointRow(deps, scope, id));
}

/** Newest first. */
export async function listWebhooks({ db, sealer }: Deps, scope: Scope, page: { limit: number; offset: number }) {
  const [total, rows] = await Promise.all([countEndpoints(db, scope), listEndpoints(db, scope, page)]);
  return { total, webhooks: rows.map((row) => openWebhook(sealer, row)) };
}
