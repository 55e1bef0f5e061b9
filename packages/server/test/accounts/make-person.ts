import { createWorkspace, findPerson, type Person, type Role } from '../../src/accounts/index.ts';
import type { TestDeps } from './serve-accounts.ts';

let people = 0;

/** A person with a verified address and a personal workspace, straight into the tables. */
export async function makePerson(deps: TestDeps, given: { email?: string; verified?: boolean } = {}): Promise<Person> {
  const username = `person-${++people}`;
  const { email = `${username}@example.com`, verified = true } = given;
  const workspace = await createWorkspace(deps, { handle: username, kind: 'personal' });
  const id = deps.ids.next('per');
  const now = new Date(deps.clock.now()).toISOString();
  await deps.db
    .insertInto('persons')
    .values({
      id,
      email,
      email_verified: verified ? 1 : 0,
      name: username,
      image: null,
      workspace_id: workspace.id,
      administrator: 0,
      language: null,
      created_at: now,
      updated_at: now,
    })
    .execute();
  await makeMember(deps, workspace.id, id, 'owner');
  const person = await findPerson(deps, id);
  if (person === undefined) throw new Error('the person that was made is not there');
  return person;
}

export async function makeMember(deps: TestDeps, workspaceId: string, personId: string, role: Role): Promise<void> {
  const row = { workspace_id: workspaceId, person_id: personId, role, created_at: deps.clock.now() };
  await deps.db.insertInto('memberships').values(row).execute();
}

/** A request with the cookie of a new session. */
export async function signedInRequest(deps: TestDeps, person: Pick<Person, 'id'>): Promise<Request> {
  const auth = await deps.signIn.auth();
  const { headers } = await auth.api.openTrustedSession({ body: { personId: person.id }, returnHeaders: true });
  const cookie = headers.get('set-cookie')?.split(';', 1)[0] ?? '';
  return new Request(deps.publicUrl, { headers: { cookie } });
}
