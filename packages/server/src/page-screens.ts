import { Hono } from 'hono';
import { currentPerson, listAdministratorEmails, roleOf } from './accounts/index.ts';
import type { Deps } from './deps.ts';
import { pageReportRoutes, pageReviewRoutes } from './pages/index.ts';
import type { RequestEnv } from './platform/http/request-env.ts';

/** What people do with pages in a browser, besides looking at them. */
export function pageScreens(deps: Deps): Hono<RequestEnv> {
  const pageDeps = { ...deps, ...deps.config.pages };
  const review = pageReviewRoutes({
    ...pageDeps,
    currentPerson: (request) => currentPerson(deps, request),
    roleOf: (personId, workspaceId) => roleOf(deps, personId, workspaceId),
  });
  const reports = pageReportRoutes({ ...pageDeps, listOperatorEmails: () => listAdministratorEmails(deps) });
  return new Hono<RequestEnv>().route('/', review).route('/', reports);
}
