import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeWorkspace } from '../../../test/accounts/make-key.ts';
import { makeMember, makePerson } from '../../../test/accounts/make-person.ts';
import { createAccountDeps, type TestDeps } from '../../../test/accounts/serve-accounts.ts';
import { createTestClock } from '../../../test/harness/clock.ts';
import { createTestDatabase, describeEachEngine, type TestDatabase } from '../../../test/harness/database.ts';
import type { Person, Role } from '../people/person.ts';
import { changeRole } from './change-role.ts';
import { endMembership } from './end-membership.ts';
import type { Steward } from './member-deps.ts';

describeEachEngine('the members of a team', (engine) => {
  let database: TestDatabase;
  let deps: TestDeps;

  beforeEach(async () => {
    database = await createTestDatabase(engine);
    deps = createAccountDeps({ database, clock: createTestClock() });
  });
  afterEach(() => database.close());

  const stewardOf = (workspaceId: string, { id }: Person, role: Role = 'owner'): Steward => ({
    workspaceId,
    livemode: true,
    actor: { kind: 'person', id, address: null },
    role,
    personId: id,
    administrator: false,
  });

  async function teamOf(...roles: Role[]): Promise<{ readonly id: string; readonly people: Person[] }> {
    const { id } = await makeWorkspace(deps);
    const people: Person[] = [];
    for (const role of roles) {
      const person = await makePerson(deps);
      await makeMember(deps, id, person.id, role);
      people.push(person);
    }
    return { id, people };
  }
  const rolesIn = async (workspaceId: string) => {
    const rows = await deps.db
      .selectFrom('memberships')
      .select('role')
      .where('workspace_id', '=', workspaceId)
      .execute();
    return rows.map(({ role }) => role).toSorted();
  };

  it('keep an owner when the last two leave at once, twenty times over', async () => {
    for (let round = 0; round < 20; round++) {
      const { id, people } = await teamOf('owner', 'owner');
      const outcomes = await Promise.allSettled(
        people.map((person) => endMembership(deps, stewardOf(id, person), person.id)),
      );
      expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      expect(await rolesIn(id)).toEqual(['owner']);
    }
  });

  it('keep an owner when twenty owners leave or step down at once', async () => {
    const { id, people } = await teamOf(...Array<Role>(20).fill('owner'));
    await Promise.allSettled(
      people.map((person, index) =>
        index % 2 === 0
          ? endMembership(deps, stewardOf(id, person), person.id)
          : changeRole(deps, stewardOf(id, person), person.id, 'member'),
      ),
    );
    expect((await rolesIn(id)).filter((role) => role === 'owner')).toEqual(['owner']);
  });

  it('are recorded as they come and go', async () => {
    const { id, people } = await teamOf('owner', 'member');
    const [owner, member] = people;
    if (owner === undefined || member === undefined) throw new Error('a team of two was made');
    await changeRole(deps, stewardOf(id, owner), member.id, 'admin');
    await endMembership(deps, stewardOf(id, owner), member.id);
    const rows = await deps.db
      .selectFrom('audit_entries')
      .select(['type', 'subject_id', 'actor_kind', 'actor_id'])
      .where('workspace_id', '=', id)
      .orderBy('number')
      .execute();
    const by = { subject_id: member.id, actor_kind: 'person', actor_id: owner.id };
    expect(rows).toEqual([
      { type: 'member.role_changed', ...by },
      { type: 'member.removed', ...by },
    ]);
  });
});
