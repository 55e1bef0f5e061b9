import { tagEmail } from './grants/email-tag.ts';
import { activateGrantsOf, findGrantOf } from './grants/page-grants.store.ts';
import type { Page } from './page.ts';
import type { PageDeps } from './page-deps.ts';

/** Somebody who is signed in. */
export type Reader = { readonly id: string; readonly email: string; readonly emailVerified: boolean };

export type MayReadDeps = Pick<PageDeps, 'db' | 'keyring' | 'clock'> & {
  /** What a person is in a workspace; undefined when nothing. */
  readonly roleOf: (personId: string, workspaceId: string) => Promise<string | undefined>;
};

/** Grants that wait for the address of `person` become theirs. An address that is not verified activates none. */
export async function activateGrants(
  { db, keyring, clock }: Omit<MayReadDeps, 'roleOf'>,
  person: Reader,
): Promise<void> {
  if (!person.emailVerified) return;
  await activateGrantsOf(db, person.id, tagEmail(keyring, person.email), clock.now());
}

async function hasGrant(deps: MayReadDeps, page: Pick<Page, 'id'>, person: Reader): Promise<boolean> {
  const emailTag = person.emailVerified ? tagEmail(deps.keyring, person.email) : undefined;
  const grant = await findGrantOf(deps.db, page.id, { personId: person.id, emailTag });
  // Somebody who was signed in before the grant was made has activated nothing yet.
  if (grant?.status === 'pending') await activateGrants(deps, person);
  return grant !== undefined;
}

/** Whether `person`, or a stranger when undefined, may read the content of a page. What was taken down nobody may. */
export async function mayRead(
  deps: MayReadDeps,
  page: Pick<Page, 'id' | 'scope' | 'visibility' | 'takenDownAtMs'>,
  person: Reader | undefined,
): Promise<boolean> {
  if (page.takenDownAtMs !== null) return false;
  if (page.visibility === 'public') return true;
  if (person === undefined) return false;
  if ((await deps.roleOf(person.id, page.scope.workspaceId)) !== undefined) return true;
  return page.visibility === 'shared' && hasGrant(deps, page, person);
}
