import { isUniqueViolation } from '../../platform/db/unique-violation.ts';
import { AppError } from '../../platform/http/app-error.ts';
import { FAILURES } from '../../platform/http/kinds-of-failure.ts';
import { createWorkspace } from '../create-workspace.ts';
import { requireHandle } from '../handle.ts';
import type { SignInDeps } from '../sign-in/sign-in-deps.ts';
import { findWorkspaceRow } from '../workspaces.store.ts';
import { insertMembership } from './memberships.store.ts';
import { personEmailUnique } from './people.table.ts';
import type { Person } from './person.ts';
import { findPersonRowOfWorkspace, insertPerson } from './persons.store.ts';

export type NewPerson = {
  /** Proven to be theirs: by a mail, or by the word of who runs this server. */
  readonly email: string;
  readonly username: string;
  readonly name: string;
  readonly administrator: boolean;
  readonly language: string | null;
  /**
   * Whether they may have a personal workspace that the operator made on the command line for nobody yet, with all that is in it. Only
   * for who was let in by the operator: a stranger who chooses that username would get somebody's pages.
   */
  readonly mayClaim: boolean;
};

type Deps = Pick<SignInDeps, 'db' | 'clock' | 'ids'>;

async function personalWorkspaceFor(deps: Deps, username: string, mayClaim: boolean): Promise<string> {
  const handle = requireHandle(username);
  const existing = mayClaim ? await findWorkspaceRow(deps.db, handle) : undefined;
  const isFree = existing?.kind === 'personal' && (await findPersonRowOfWorkspace(deps.db, existing.id)) === undefined;
  if (existing !== undefined && isFree) return existing.id;
  return (await createWorkspace(deps, { handle, kind: 'personal' })).id;
}

/** Makes a person with a personal workspace; `deps.db` is a transaction. Throws `invalid_request` and `conflict`. */
export async function createPerson(deps: Deps, wanted: NewPerson): Promise<Person> {
  const { username, name, administrator, language } = wanted;
  const email = wanted.email.toLowerCase();
  const nowMs = deps.clock.now();
  const now = new Date(nowMs).toISOString();
  const workspaceId = await personalWorkspaceFor(deps, username, wanted.mayClaim);
  const id = deps.ids.next('per');
  try {
    await insertPerson(deps.db, {
      id,
      email,
      email_verified: 1,
      name: name === '' ? username : name,
      image: null,
      workspace_id: workspaceId,
      administrator: administrator ? 1 : 0,
      language,
      created_at: now,
      updated_at: now,
    });
  } catch (error) {
    if (!isUniqueViolation(error, personEmailUnique)) throw error;
    throw new AppError(FAILURES.conflict, 'There is somebody with this address here already.', { cause: error });
  }
  await insertMembership(deps.db, { workspace_id: workspaceId, person_id: id, role: 'owner', created_at: nowMs });
  return { id, email, emailVerified: true, username, name: name === '' ? username : name, workspaceId, administrator };
}
