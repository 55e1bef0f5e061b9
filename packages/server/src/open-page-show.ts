import { currentPerson, findPerson, roleOf, type SessionDeps } from './accounts/index.ts';
import type { Config } from './config/index.ts';
import { createPageShow, type PageShow, type PageShowDeps } from './pages/index.ts';

type FromConfig = keyof Config['pages'] | 'publicUrl';
type FromAccounts = 'currentPerson' | 'findReader' | 'roleOf';
type Given = Omit<PageShowDeps, FromConfig | FromAccounts> & Pick<SessionDeps, 'signIn'>;

/** Pages, shown to those whom accounts know. */
export function openPageShow({ http, pages }: Config, given: Given): PageShow {
  const deps = { ...given, ...pages, publicUrl: http.publicUrl };
  return createPageShow({
    ...deps,
    currentPerson: (request) => currentPerson(deps, request),
    findReader: (personId) => findPerson(deps, personId),
    roleOf: (personId, workspaceId) => roleOf(deps, personId, workspaceId),
  });
}
