import type { Context } from 'hono';
import { AppError } from '../../platform/http/app-error.ts';
import { FAILURES } from '../../platform/http/kinds-of-failure.ts';
import { isId } from '../../platform/ids.ts';
import { KEY_SCOPES, type KeyScope, SCOPES_WITHOUT_ADMIN } from '../key-scope.ts';
import { findWorkspaceRowOfMember, type MemberWorkspaceRow } from '../people/memberships.store.ts';
import type { Role } from '../people/person.ts';
import type { Principal } from '../principal.ts';
import { currentSession, type SessionDeps } from './current-session.ts';
import { requireSameOrigin } from './same-origin.ts';

const WORKSPACE_HEADER = 'x-workspace-id';

const READING: readonly KeyScope[] = KEY_SCOPES.filter((scope) => scope.endsWith(':read'));

/** What a member may do, in terms of keys. */
const SCOPES: Readonly<Record<Role, ReadonlySet<KeyScope>>> = {
  owner: new Set(KEY_SCOPES),
  admin: new Set(KEY_SCOPES),
  member: new Set(SCOPES_WITHOUT_ADMIN),
  viewer: new Set(READING),
};

function toPrincipal(personId: string, { id, kind, plan, role }: MemberWorkspaceRow): Principal {
  return {
    workspaceId: id,
    livemode: true,
    keyId: personId,
    personId,
    kind: kind === 'personal' ? 'personal' : 'workspace',
    workspaceKind: kind,
    plan,
    scopes: SCOPES[role],
  };
}

/**
 * Who asks by the cookie of a session: a person, in their personal workspace or in the one that the header `X-Workspace-Id` names.
 * Undefined without a session. Throws `forbidden` for a change from another site, `not_found` for a workspace they are no member of.
 */
export async function authenticateSession(deps: SessionDeps, c: Context): Promise<Principal | undefined> {
  const session = await currentSession(deps, c.req.raw);
  if (session === undefined) return undefined;
  requireSameOrigin(c.req.raw, deps.publicUrl);
  const { person } = session;
  const workspaceId = c.req.header(WORKSPACE_HEADER) ?? person.workspaceId;
  const row = isId('wsp', workspaceId) ? await findWorkspaceRowOfMember(deps.db, workspaceId, person.id) : undefined;
  if (row === undefined) throw new AppError(FAILURES.notFound, 'There is no workspace with this id.');
  return toPrincipal(person.id, row);
}
