export { startFilling } from './fill-cache.ts';
export { createRedirect, type Redirect, type RedirectDeps } from './redirect.ts';
export { RedirectCache } from './redirect-cache.ts';
export type { Refusal, RefusalReason, Refuse } from './refusal.ts';
