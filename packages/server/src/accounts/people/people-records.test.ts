import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeWorkspace } from '../../../test/accounts/make-key.ts';
import { makeMember, makePerson, signedInRequest } from '../../../test/accounts/make-person.ts';
import { createAccountDeps, type TestDeps } from '../../../test/accounts/serve-accounts.ts';
import { createTestClock } from '../../../test/harness/clock.ts';
import { createTestDatabase, describeEachEngine, type TestDatabase } from '../../../test/harness/database.ts';
import { tablesHolding } from '../../../test/harness/tables-holding.ts';
import { recordChange } from '../../platform/events/record-change.ts';
import { workspaceRecords } from '../workspace-records.ts';
import { peopleRecords } from './people-records.ts';
import { requireTeamsKept } from './require-teams-kept.ts';

describeEachEngine('what is kept of a person', (engine) => {
  let database: TestDatabase;
  let deps: TestDeps;

  beforeEach(async () => {
    database = await createTestDatabase(engine);
    deps = createAccountDeps({ database, clock: createTestClock() });
  });
  afterEach(() => database.close());

  const erase = async (workspaceId: string) => {
    const going = new AbortController();
    for (const keeper of [peopleRecords(deps), workspaceRecords(deps)]) await keeper.erase(workspaceId, going.signal);
  };

  it('goes with their personal workspace, but that something was done by somebody', async () => {
    const person = await makePerson(deps, { email: 'ada_%@example.com' });
    const other = await makePerson(deps);
    const team = await makeWorkspace(deps);
    await makeMember(deps, team.id, person.id, 'member');
    await signedInRequest(deps, person);
    const actor = { kind: 'person', id: person.id, address: null } as const;
    await recordChange(
      database.db,
      deps,
      { workspaceId: team.id, livemode: true, actor },
      {
        type: 'member.joined',
        subjectId: person.id,
        data: {},
        summary: 'ada_%@example.com joined.',
      },
    );
    const row = { identifier: 'x', expires_at: '9999', created_at: '2026', updated_at: '2026' };
    await database.db
      .insertInto('verifications')
      .values([
        { ...row, id: 'ver_1', value: '{"email":"ada_%@example.com"}' },
        { ...row, id: 'ver_2', value: '{"email":"adaxx@example.com"}' },
      ])
      .execute();

    expect(await peopleRecords(deps).count(person.workspaceId)).toEqual({ persons: 1, members: 1, invitations: 0 });
    await erase(person.workspaceId);

    expect(await tablesHolding(database.db, ['ada_%@example.com', person.username, person.workspaceId])).toEqual([]);
    expect(await tablesHolding(database.db, [person.id])).toEqual(['audit_entries']);
    expect(await tablesHolding(database.db, ['adaxx@example.com'])).toEqual(['verifications']);
    const [entry] = await database.db.selectFrom('audit_entries').selectAll().execute();
    expect(entry).toMatchObject({ type: 'member.joined', summary: null });
    expect(await tablesHolding(database.db, [other.email])).toEqual(['persons']);
  });

  it('cannot go while a team would be left without an owner', async () => {
    const person = await makePerson(deps);
    const team = await makeWorkspace(deps);
    await makeMember(deps, team.id, person.id, 'owner');
    await expect(requireTeamsKept(database.db, person.workspaceId)).rejects.toThrow(`"${team.handle}"`);
    const other = await makePerson(deps);
    await makeMember(deps, team.id, other.id, 'owner');
    await expect(requireTeamsKept(database.db, person.workspaceId)).resolves.toBeUndefined();
  });
});
