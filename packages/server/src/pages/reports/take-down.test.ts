import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, describeEachEngine, type TestDatabase } from '../../../test/harness/database.ts';
import { type ServedPages, servePages } from '../../../test/pages/serve-pages.ts';
import { findAnyPageId } from './find-any-page.ts';
import { restorePage, takeDownPage } from './take-down-page.ts';

const HTML = '<!doctype html><title>Win a prize</title>';
const MEMBER = { cookie: 'person=member' };

describeEachEngine('a page that the operator takes down', (engine) => {
  let database: TestDatabase;
  let served: ServedPages;
  beforeAll(async () => {
    database = await createTestDatabase(engine);
    served = await servePages(database);
  });
  afterAll(async () => {
    await served.close();
    await database.close();
  });
  const statusOf = async (path: string, headers = {}) => {
    // As the change feed does.
    served.show.forgetAll();
    return (await served.ask(path, headers)).status;
  };
  const announced = async (id: string) =>
    (await database.db.selectFrom('changes').select('subject').where('subject', '=', `page:${id}`).execute()).length;

  it('is shown to nobody, keeps its bytes and its record, and comes back as it was', async () => {
    const { id, path } = await served.page({ html: HTML });
    expect(await statusOf(path)).toBe(200);
    await takeDownPage(served.deps, id, 'phishing');
    expect(await statusOf(path)).toBe(404);
    expect(await statusOf(path, MEMBER)).toBe(404);
    expect(await announced(id)).toBe(1);
    const kept = await database.db.selectFrom('page_versions').selectAll().where('page_id', '=', id).execute();
    expect(kept).toHaveLength(1);
    expect(await served.deps.blobs.get(kept[0]?.blob_key ?? '')).toEqual(Buffer.from(HTML));

    await restorePage(served.deps, id);
    expect(await (await served.ask(path)).text()).toBe(HTML);
    expect(await announced(id)).toBe(2);
    const entries = await database.db
      .selectFrom('audit_entries')
      .select(['type', 'actor_kind'])
      .where('subject_id', '=', id)
      .orderBy('number')
      .execute();
    expect(entries).toEqual([
      { type: 'page.taken_down', actor_kind: 'operator' },
      { type: 'page.put_back', actor_kind: 'operator' },
    ]);
    const takeDowns = await database.db.selectFrom('page_take_downs').selectAll().where('page_id', '=', id).execute();
    expect(takeDowns).toMatchObject([{ taken_down_at: served.clock.now(), restored_at: served.clock.now() }]);
    expect(Buffer.from(takeDowns[0]?.reason ?? []).toString()).not.toContain('phishing');
  });

  it('is taken down once, however many say so at the same time', async () => {
    const { id } = await served.page({ html: HTML });
    const results = await Promise.allSettled([1, 2, 3].map(() => takeDownPage(served.deps, id, 'phishing')));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(takeDownPage(served.deps, id, 'again')).rejects.toMatchObject({ code: 'conflict' });
  });

  it('must be there, and down to come back', async () => {
    const { id } = await served.page({ html: HTML });
    await expect(restorePage(served.deps, id)).rejects.toMatchObject({ code: 'conflict' });
    const nobody = '01900000-0000-7000-8000-000000000000';
    await expect(takeDownPage(served.deps, nobody, 'x')).rejects.toMatchObject({ code: 'not_found' });
    await expect(restorePage(served.deps, nobody)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is found by its id, its path and its address', async () => {
    const { id, path } = await served.page({ html: HTML });
    for (const name of [id, path, `https://example.com${path}`, `http://localhost:8080${path}?x=1`]) {
      expect(await findAnyPageId(served.deps, name)).toBe(id);
    }
    for (const name of ['', '/ada', 'https://example.com/', '01900000-0000-7000-8000-000000000000']) {
      expect(await findAnyPageId(served.deps, name)).toBeUndefined();
    }
  });
});
