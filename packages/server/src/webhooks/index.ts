export { deliveryRoutes } from './deliveries.routes.ts';
export { startDispatcher } from './delivery/dispatcher.ts';
export { pruneDeliveries } from './prune-deliveries.ts';
export type { NotifyOfWebhook, WebhookDeps } from './webhook-deps.ts';
export { webhookRecords } from './webhook-records.ts';
export { webhookRoutes } from './webhooks.routes.ts';
