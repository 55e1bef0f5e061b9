export type { WebhookEgress } from './check-url.ts';
export { deliveryRoutes } from './deliveries.routes.ts';
export { type Dispatcher, startDispatcher } from './delivery/dispatcher.ts';
export { pruneDeliveries } from './prune-deliveries.ts';
export type { NotifyOfWebhook, WebhookDeps, WebhookNotice } from './webhook-deps.ts';
export { webhookRecords } from './webhook-records.ts';
export { webhookRoutes } from './webhooks.routes.ts';
