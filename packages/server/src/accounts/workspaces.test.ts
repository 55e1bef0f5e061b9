import { afterEach, beforeEach, expect, it } from 'vitest';
import { createAccountDeps, type TestDeps } from '../../test/accounts/serve-accounts.ts';
import { createTestClock, type TestClock } from '../../test/harness/clock.ts';
import { createTestDatabase, describeEachEngine, type TestDatabase } from '../../test/harness/database.ts';
import { createWorkspace } from './create-workspace.ts';
import { findFirstWorkspace, findWorkspace } from './find-workspace.ts';
import { setPlan } from './set-plan.ts';

describeEachEngine('a workspace', (engine) => {
  let database: TestDatabase;
  let clock: TestClock;
  let deps: TestDeps;
  beforeEach(async () => {
    database = await createTestDatabase(engine);
    clock = createTestClock();
    deps = createAccountDeps({ database, clock });
  });
  afterEach(() => database.close());

  it('is found by its handle', async () => {
    const made = await createWorkspace(deps, { handle: 'acme', kind: 'team' });
    expect(made).toMatchObject({ handle: 'acme', kind: 'team', name: 'acme', plan: 'free', createdAtMs: clock.now() });
    expect(await findWorkspace(deps, 'acme')).toEqual(made);
    expect(await findWorkspace(deps, 'Acme')).toBeUndefined();
  });

  it('has its handle alone, however many ask for it at the same moment', async () => {
    const answers = await Promise.allSettled(
      Array.from({ length: 50 }, () => createWorkspace(deps, { handle: 'acme', kind: 'team' })),
    );
    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1);
    for (const answer of answers) {
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'conflict', status: 409 });
    }
  });

  it('is the first when it was made first, of its kind if that matters', async () => {
    expect(await findFirstWorkspace(deps)).toBeUndefined();
    for (const [handle, kind] of [
      ['zoe', 'personal'],
      ['acme', 'team'],
      ['adam', 'personal'],
    ] as const) {
      await createWorkspace(deps, { handle, kind });
      clock.advance(1);
    }
    expect(await findFirstWorkspace(deps)).toMatchObject({ handle: 'zoe' });
    expect(await findFirstWorkspace(deps, 'team')).toMatchObject({ handle: 'acme' });
  });

  it('changes its plan', async () => {
    const { id } = await createWorkspace(deps, { handle: 'acme', kind: 'team', plan: 'pro' });
    expect(await setPlan(deps, id, 'enterprise')).toMatchObject({ handle: 'acme', plan: 'enterprise' });
    await expect(setPlan(deps, 'wsp_none', 'free')).rejects.toMatchObject({ code: 'not_found' });
  });
});
