import { Hono } from 'hono';
import { welcomeAnyone } from './accounts/index.ts';
import type { Deps } from './deps.ts';
import type { RequestEnv } from './platform/http/request-env.ts';
import { shareFileRoutes, shareFrameRoutes, sharePageRoutes, throttleMisses } from './shares/index.ts';

/** Shares as people see them, below `/s`. They count against the limit of who retrieves shares. */
export function sharePages(deps: Deps) {
  return new Hono<RequestEnv>()
    .use('*', welcomeAnyone(deps, 'shares.retrieve'), throttleMisses(deps))
    .route('/', sharePageRoutes(deps))
    .route('/', shareFileRoutes(deps))
    .route('/', shareFrameRoutes(deps));
}
