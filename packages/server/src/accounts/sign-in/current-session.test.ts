import { afterEach, beforeEach, expect, it } from 'vitest';
import { makePerson, signedInRequest } from '../../../test/accounts/make-person.ts';
import { createAccountDeps, type TestDeps } from '../../../test/accounts/serve-accounts.ts';
import { createTestClock, type TestClock } from '../../../test/harness/clock.ts';
import { createTestDatabase, describeEachEngine, type TestDatabase } from '../../../test/harness/database.ts';
import { currentPerson } from './current-session.ts';
import { openSignIn } from './open-sign-in.ts';

const DAY_MS = 24 * 3_600_000;

describeEachEngine('a session', (engine) => {
  let database: TestDatabase;
  let clock: TestClock;
  let deps: TestDeps;

  beforeEach(async () => {
    database = await createTestDatabase(engine);
    clock = createTestClock(Date.now());
    deps = createAccountDeps({ database, clock });
  });
  afterEach(() => database.close());

  it('says who is signed in', async () => {
    const person = await makePerson(deps);
    const request = await signedInRequest(deps, person);
    expect(await currentPerson(deps, request)).toEqual(person);
    expect(await currentPerson(deps, new Request(deps.publicUrl))).toBeUndefined();
  });

  it('is over at once when its row is gone, on every node', async () => {
    const request = await signedInRequest(deps, await makePerson(deps));
    await database.db.deleteFrom('sessions').execute();
    expect(await currentPerson(deps, request)).toBeUndefined();
  });

  it('needs its signature', async () => {
    const request = await signedInRequest(deps, await makePerson(deps));
    const cookie = request.headers.get('cookie') ?? '';
    const forged = cookie.replace(/\.[^.]{6}/, '.AAAAAA');
    expect(forged).not.toBe(cookie);
    expect(await currentPerson(deps, new Request(deps.publicUrl, { headers: { cookie: forged } }))).toBeUndefined();
  });

  it('ends when nobody uses it for seven days, and is gone then', async () => {
    const person = await makePerson(deps);
    const request = await signedInRequest(deps, person);
    clock.advance(6 * DAY_MS);
    expect(await currentPerson(deps, request)).toEqual(person);
    await expect
      .poll(
        async () => (await database.db.selectFrom('sessions').select('last_seen_at').executeTakeFirst())?.last_seen_at,
      )
      .toBe(clock.now());
    clock.advance(6 * DAY_MS);
    expect(await currentPerson(deps, request)).toEqual(person);
    await expect
      .poll(
        async () => (await database.db.selectFrom('sessions').select('last_seen_at').executeTakeFirst())?.last_seen_at,
      )
      .toBe(clock.now());
    clock.advance(7 * DAY_MS + 1);
    expect(await currentPerson(deps, request)).toBeUndefined();
    expect(await database.db.selectFrom('sessions').selectAll().execute()).toEqual([]);
  });

  it('is a cookie of this host alone under https', async () => {
    const secured = { ...deps, publicUrl: 'https://proffer.example' };
    const person = await makePerson(deps);
    const auth = await openSignIn(secured).auth();
    const { headers } = await auth.api.openTrustedSession({ body: { personId: person.id }, returnHeaders: true });
    const [cookie] = headers.getSetCookie();
    expect(cookie).toMatch(/^__Host-proffer-session=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  });

  it('keeps no address and no plain secret', async () => {
    const person = await makePerson(deps);
    const request = await signedInRequest(deps, person);
    const [row] = await database.db.selectFrom('sessions').selectAll().execute();
    expect(row).toMatchObject({ person_id: person.id, ip_address: '' });
    // What stands in the database is no cookie: the signature, whose key is in the keyring, is missing.
    const stolen = new Request(deps.publicUrl, { headers: { cookie: `proffer-session=${row?.token}` } });
    expect(await currentPerson(deps, stolen)).toBeUndefined();
    expect(await currentPerson(deps, request)).toBeDefined();
  });
});
