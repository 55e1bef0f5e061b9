import { findReach, type Principal, type Reach, type Scope, type Workspace } from '../accounts/index.ts';
import type { Caller } from '../platform/events/caller.ts';
import type { PagePlan } from '../platform/limits/page-plans.ts';
import { findWorkspaceOfPage } from './page-address.store.ts';
import type { PageDeps } from './page-deps.ts';
import { pageNotFound, viewersOnlyRead, workspaceNotFound } from './pages.errors.ts';

/** Who asks, before it is known which workspace is meant. */
export type Asker = { readonly principal: Principal; readonly caller: Caller };

/** A workspace that who asks may use. `caller` acts in that workspace, which need not be the key's own. */
export type Access = Reach & { readonly caller: Caller };

type Need = 'read' | 'write';
type Deps = Pick<PageDeps, 'db'>;

export const scopeIn = ({ caller: { workspaceId, livemode } }: Access): Scope => ({ workspaceId, livemode });

export const planOf = ({ pagePlans }: Pick<PageDeps, 'pagePlans'>, { plan }: Workspace): PagePlan => pagePlans[plan];

async function reach(
  deps: Deps,
  { principal, caller }: Asker,
  workspaceId: string,
  need: Need,
): Promise<Access | undefined> {
  const found = await findReach(deps, principal, workspaceId);
  if (found === undefined) return undefined;
  if (need === 'write' && found.role === 'viewer') throw viewersOnlyRead(workspaceId);
  return { ...found, caller: { ...caller, workspaceId } };
}

/** The workspace that is named, or one's own. Throws `not_found` for one that the key or session does not reach. */
export async function reachWorkspace(
  deps: Deps,
  asker: Asker,
  workspaceId: string | undefined,
  need: Need,
): Promise<Access> {
  const access = await reach(deps, asker, workspaceId ?? asker.principal.workspaceId, need);
  if (access === undefined) throw workspaceNotFound();
  return access;
}

/** The workspace of a page. Throws `not_found` alike for a page that is not there and for one out of reach. */
export async function reachPage(deps: Deps, asker: Asker, pageId: string, need: Need): Promise<Access> {
  const workspaceId = await findWorkspaceOfPage(deps.db, asker.caller.livemode, pageId);
  const access = workspaceId === undefined ? undefined : await reach(deps, asker, workspaceId, need);
  if (access === undefined) throw pageNotFound();
  return access;
}
