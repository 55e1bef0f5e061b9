import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestClock } from '../../test/harness/clock.ts';
import { createTestDatabase, describeEachEngine, type TestDatabase } from '../../test/harness/database.ts';
import { deriveKeyring } from '../platform/crypto/keyring.ts';
import { createSealer } from '../platform/crypto/seal.ts';
import { tagEmail } from './grants/email-tag.ts';
import { activateGrants, type MayReadDeps, mayRead, type Reader } from './may-read.ts';
import type { Page } from './page.ts';
import { sealTitle } from './page-row.ts';

const keyring = deriveKeyring(randomBytes(32));
const sealer = createSealer(keyring);
const clock = createTestClock();
const MEMBER: Reader = { id: 'member', email: 'member@example.com', emailVerified: true };
const STRANGER: Reader = { id: 'stranger', email: 'stranger@example.com', emailVerified: true };
const INVITED: Reader = { id: 'invited', email: 'Invited@Example.com', emailVerified: true };

describeEachEngine('who may read a page', (engine) => {
  let database: TestDatabase;
  let deps: MayReadDeps;
  beforeAll(async () => {
    database = await createTestDatabase(engine);
    deps = { db: database.db, keyring, clock, roleOf: async (person) => (person === 'member' ? 'viewer' : undefined) };
  });
  beforeEach(async () => {
    await database.db.deleteFrom('pages').execute();
  });
  afterAll(() => database.close());

  async function storePage(visibility: Page['visibility'], takenDownAtMs: number | null = null): Promise<Page> {
    const page: Page = {
      id: randomUUID(),
      scope: { workspaceId: 'wsp', livemode: true },
      slug: randomUUID(),
      title: 'T',
      mode: 'static',
      visibility,
      version: 1,
      fileSize: 1,
      takenDownAtMs,
      createdAtMs: 1,
      updatedAtMs: 1,
    };
    await database.db
      .insertInto('pages')
      .values({
        id: page.id,
        workspace_id: 'wsp',
        livemode: 1,
        slug: page.slug,
        title: sealTitle(sealer, page.id, 'T'),
        mode: 'static',
        visibility,
        version: 1,
        file_size: 1,
        taken_down_at: takenDownAtMs,
        created_at: 1,
        updated_at: 1,
      })
      .execute();
    return page;
  }

  async function grant(page: Page, email: string): Promise<void> {
    await database.db
      .insertInto('page_grants')
      .values({
        id: randomUUID(),
        page_id: page.id,
        email: Buffer.alloc(1),
        email_tag: tagEmail(keyring, email),
        status: 'pending',
        person_id: null,
        activated_at: null,
        created_at: 1,
      })
      .execute();
  }
  const statuses = async () =>
    (await database.db.selectFrom('page_grants').select('status').execute()).map(({ status }) => status);

  it('is everybody when it is public', async () => {
    const page = await storePage('public');
    for (const person of [undefined, STRANGER, MEMBER]) expect(await mayRead(deps, page, person)).toBe(true);
  });

  it('is members only when it is private, whatever was granted', async () => {
    const page = await storePage('private');
    await grant(page, INVITED.email);
    expect(await mayRead(deps, page, MEMBER)).toBe(true);
    for (const person of [undefined, STRANGER, INVITED]) expect(await mayRead(deps, page, person)).toBe(false);
  });

  it('is members and who was granted it when it is shared', async () => {
    const page = await storePage('shared');
    await grant(page, 'invited@example.com');
    for (const person of [MEMBER, INVITED]) expect(await mayRead(deps, page, person)).toBe(true);
    for (const person of [undefined, STRANGER]) expect(await mayRead(deps, page, person)).toBe(false);
    expect(await statuses()).toEqual(['active']);
  });

  it('is nobody by an address that is not verified, which activates nothing', async () => {
    const page = await storePage('shared');
    await grant(page, INVITED.email);
    const unverified = { ...INVITED, emailVerified: false };
    await activateGrants(deps, unverified);
    expect(await mayRead(deps, page, unverified)).toBe(false);
    expect(await statuses()).toEqual(['pending']);
  });

  it('stays who activated a grant when their address changes, and is who proves the address next', async () => {
    const page = await storePage('shared');
    await grant(page, INVITED.email);
    await activateGrants(deps, INVITED);
    expect(await mayRead(deps, page, { ...INVITED, email: 'new@example.com' })).toBe(true);
    expect(await mayRead(deps, page, { ...INVITED, id: 'the same one, signed up again' })).toBe(true);
  });

  it('is who was granted this page, and no other', async () => {
    const [page, other] = [await storePage('shared'), await storePage('shared')];
    await grant(page, INVITED.email);
    expect(await mayRead(deps, other, INVITED)).toBe(false);
  });

  it('is nobody once it was taken down', async () => {
    for (const visibility of ['public', 'private', 'shared'] as const) {
      const page = await storePage(visibility, 5);
      await grant(page, INVITED.email);
      for (const person of [undefined, MEMBER, INVITED]) expect(await mayRead(deps, page, person)).toBe(false);
    }
  });
});

describe('the tag of an e-mail address', () => {
  it('is the same for every way to write it, and for no other address', () => {
    const tags = ['a@example.com', 'A@Example.COM', ' a@example.com '].map((email) => tagEmail(keyring, email));
    expect(new Set(tags).size).toBe(1);
    expect(tagEmail(keyring, 'b@example.com')).not.toBe(tags[0]);
  });
});
