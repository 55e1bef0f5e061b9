import { afterAll, beforeAll, expect, it } from 'vitest';
import { makePerson, signedInRequest } from '../../test/accounts/make-person.ts';
import { createAccountDeps, type TestDeps } from '../../test/accounts/serve-accounts.ts';
import { createTestClock } from '../../test/harness/clock.ts';
import { createTestDatabase, describeEachEngine, type TestDatabase } from '../../test/harness/database.ts';
import { tagEmail } from './grants/email-tag.ts';
import { activateGrants } from './may-read.ts';
import { sealTitle } from './page-row.ts';

describeEachEngine('a grant that waits for an address', (engine) => {
  let database: TestDatabase;
  let deps: TestDeps;
  beforeAll(async () => {
    database = await createTestDatabase(engine);
    const clock = createTestClock();
    const onSignedIn = (person: Parameters<typeof activateGrants>[1]) => activateGrants(deps, person);
    deps = createAccountDeps({ database, clock, onSignedIn });
    const page = { id: 'page', workspace_id: 'wsp', livemode: 1, slug: 'slug', mode: 'static' as const };
    await database.db
      .insertInto('pages')
      .values({
        ...page,
        title: sealTitle(deps.sealer, 'page', 'T'),
        visibility: 'shared',
        version: 1,
        file_size: 1,
        taken_down_at: null,
        created_at: 1,
        updated_at: 1,
      })
      .execute();
  });
  afterAll(() => database.close());

  async function grant(email: string): Promise<() => Promise<string>> {
    const id = `grant of ${email}`;
    await database.db
      .insertInto('page_grants')
      .values({
        id,
        page_id: 'page',
        email: Buffer.alloc(1),
        email_tag: tagEmail(deps.keyring, email),
        status: 'pending',
        person_id: null,
        activated_at: null,
        created_at: 1,
      })
      .execute();
    return async () =>
      (await database.db.selectFrom('page_grants').select('status').where('id', '=', id).executeTakeFirstOrThrow())
        .status;
  }

  it('is active as soon as somebody signs in who has proven it, and not before', async () => {
    const person = await makePerson(deps, { email: 'proven@example.com' });
    const statusOf = await grant('Proven@Example.com');
    expect(await statusOf()).toBe('pending');
    await signedInRequest(deps, person);
    expect(await statusOf()).toBe('active');
  });

  it('stays pending when somebody signs in who has not proven it, or another one', async () => {
    const statusOf = await grant('unproven@example.com');
    await signedInRequest(deps, await makePerson(deps, { email: 'unproven@example.com', verified: false }));
    await signedInRequest(deps, await makePerson(deps, { email: 'another@example.com' }));
    expect(await statusOf()).toBe('pending');
  });
});
