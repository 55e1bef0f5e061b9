import { currentPerson, roleOf } from './accounts/index.ts';
import type { Deps } from './deps.ts';
import { pageReviewRoutes } from './pages/index.ts';

/** What people do with pages in a browser, besides looking at them. */
export function pageScreens(deps: Deps) {
  return pageReviewRoutes({
    ...deps,
    ...deps.config.pages,
    currentPerson: (request) => currentPerson(deps, request),
    roleOf: (personId, workspaceId) => roleOf(deps, personId, workspaceId),
  });
}
