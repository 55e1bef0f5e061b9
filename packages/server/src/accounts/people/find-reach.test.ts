import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeKey, makeWorkspace } from '../../../test/accounts/make-key.ts';
import { makeMember, makePerson } from '../../../test/accounts/make-person.ts';
import { createAccountDeps, type TestDeps } from '../../../test/accounts/serve-accounts.ts';
import { createTestClock } from '../../../test/harness/clock.ts';
import { createTestDatabase, describeEachEngine, type TestDatabase } from '../../../test/harness/database.ts';
import { authenticateKey } from '../authenticate-key.ts';
import { parseKeyToken } from '../key-token.ts';
import type { Principal } from '../principal.ts';
import { findReach } from './find-reach.ts';
import { roleOf } from './role-of.ts';

describeEachEngine('which workspaces a key may use', (engine) => {
  let database: TestDatabase;
  let deps: TestDeps;

  beforeEach(async () => {
    database = await createTestDatabase(engine);
    deps = createAccountDeps({ database, clock: createTestClock() });
  });
  afterEach(() => database.close());

  async function principalOf(token: string): Promise<Principal> {
    const parsed = parseKeyToken(token);
    const principal = parsed && (await authenticateKey(deps, parsed, () => true));
    if (principal === undefined) throw new Error('the key is not valid');
    return principal;
  }
  const reachOf = async (token: string, workspaceId: string) => {
    const reach = await findReach(deps, await principalOf(token), workspaceId);
    return reach && [reach.workspace.id, reach.role];
  };

  it('a personal key reaches its own and those of which its person is a member, until they are removed', async () => {
    const person = await makePerson(deps);
    const team = await makeWorkspace(deps);
    const other = await makeWorkspace(deps);
    const { token } = await makeKey(deps, {
      kind: 'personal',
      workspace: { id: person.workspaceId, kind: 'personal' },
    });
    await makeMember(deps, team.id, person.id, 'viewer');

    expect(await reachOf(token, person.workspaceId)).toEqual([person.workspaceId, 'owner']);
    expect(await reachOf(token, team.id)).toEqual([team.id, 'viewer']);
    expect(await reachOf(token, other.id)).toBeUndefined();
    expect(await roleOf(deps, person.id, team.id)).toBe('viewer');

    await database.db.deleteFrom('memberships').where('workspace_id', '=', team.id).execute();
    expect(await reachOf(token, team.id)).toBeUndefined();
    expect(await roleOf(deps, person.id, team.id)).toBeUndefined();
  });

  it('a personal key of a workspace that has no person yet reaches that workspace alone', async () => {
    const { token, workspaceId } = await makeKey(deps, { kind: 'personal' });
    const team = await makeWorkspace(deps);
    expect(await reachOf(token, workspaceId)).toEqual([workspaceId, 'owner']);
    expect(await reachOf(token, team.id)).toBeUndefined();
  });

  it('a key of a team reaches that team alone', async () => {
    const person = await makePerson(deps);
    const team = await makeWorkspace(deps);
    await makeMember(deps, team.id, person.id, 'owner');
    const { token } = await makeKey(deps, { kind: 'workspace', workspace: team });
    expect(await reachOf(token, team.id)).toEqual([team.id, 'admin']);
    expect(await reachOf(token, person.workspaceId)).toBeUndefined();
  });

  it('what is no id is nobody’s workspace', async () => {
    const { token } = await makeKey(deps);
    for (const id of ['', 'x', 'wsp_', `wsp_${'1'.repeat(21)}\0`]) expect(await reachOf(token, id)).toBeUndefined();
  });
});
