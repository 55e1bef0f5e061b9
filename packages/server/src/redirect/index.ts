export { createRedirect, type Redirect, type RedirectDeps } from './redirect.ts';
export type { Refusal, RefusalReason, Refuse } from './refusal.ts';
