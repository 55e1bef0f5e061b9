import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeWorkspace } from '../../../test/accounts/make-key.ts';
import { makePerson } from '../../../test/accounts/make-person.ts';
import { createAccountDeps, type TestDeps } from '../../../test/accounts/serve-accounts.ts';
import { createTestClock } from '../../../test/harness/clock.ts';
import { createTestDatabase, describeEachEngine, type TestDatabase } from '../../../test/harness/database.ts';
import { forgetEndedInvitations } from './forget-ended-invitations.ts';
import { upsertInvitation } from './invitations.store.ts';

describeEachEngine('invitations', (engine) => {
  let database: TestDatabase;
  let deps: TestDeps;
  beforeAll(async () => {
    database = await createTestDatabase(engine);
    deps = createAccountDeps({ database, clock: createTestClock() });
  });
  afterAll(() => database.close());

  it('that have ended are forgotten, and the others are not', async () => {
    const { id } = await makeWorkspace(deps);
    const inviter = await makePerson(deps);
    const nowMs = deps.clock.now();
    for (const [name, expiresAtMs] of [
      ['ended', nowMs],
      ['open', nowMs + 1],
    ] as const) {
      await upsertInvitation(deps.db, {
        id: `inv_${name}`,
        workspace_id: id,
        email: `${name}@example.com`,
        role: 'member',
        token_hash: name,
        invited_by: inviter.id,
        created_at: nowMs - 1,
        expires_at: expiresAtMs,
      });
    }
    await forgetEndedInvitations(deps);
    expect(await deps.db.selectFrom('invitations').select('id').execute()).toEqual([{ id: 'inv_open' }]);
  });
});
