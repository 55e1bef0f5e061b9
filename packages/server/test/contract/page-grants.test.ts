import { expect, it } from 'vitest';
import { describeEachEngine } from '../harness/database.ts';
import { TIME } from './expected.ts';
import { MISSING_PAGE, NO_PAGE, PAGE_ID, pageRefusal, usePages } from './use-pages.ts';

type GrantBody = { readonly id: string; readonly email: string };

const MISSING_GRANT = pageRefusal(404, 'PAGE_NOT_FOUND', 'There is no grant with this id.');

describeEachEngine('grants of a page', (engine) => {
  const pages = usePages(engine);
  const { ask, uploaded } = pages;
  const share = (pageId: string, email: unknown, key?: string) =>
    ask('POST', `/api/v1/pages/${pageId}/share`, { body: { email }, ...(key === undefined ? {} : { key }) });
  const grantOf = ({ body }: { body: unknown }) => (body as { data: GrantBody }).data;

  it('are made, listed and taken back', async () => {
    const { id } = await uploaded();
    const made = await share(id, 'colleague@example.com');
    const grant = {
      id: expect.stringMatching(PAGE_ID),
      email: 'colleague@example.com',
      status: 'pending',
      created_at: expect.stringMatching(TIME),
    };
    expect(made.status).toBe(201);
    expect(made.body).toEqual({ data: grant });
    const second = await share(id, 'other@example.com');
    const list = await ask('GET', `/api/v1/pages/${id}/grants`);
    expect(list.body).toEqual({
      data: [grantOf(made), grantOf(second)],
      pagination: { next_cursor: null, has_more: false },
    });
    const part = (await ask('GET', `/api/v1/pages/${id}/grants?limit=1`)).body as never as {
      pagination: { next_cursor: string };
    };
    expect((await ask('GET', `/api/v1/pages/${id}/grants?cursor=${part.pagination.next_cursor}`)).body).toMatchObject({
      data: [grantOf(second)],
    });

    const path = `/api/v1/pages/${id}/grants/${grantOf(made).id}`;
    expect(await ask('DELETE', path)).toMatchObject({ status: 200, body: { data: { success: true } } });
    expect(await ask('DELETE', path)).toEqual(MISSING_GRANT);
    expect((await ask('GET', `/api/v1/pages/${id}/grants`)).body).toMatchObject({ data: [grantOf(second)] });
  });

  it('are the same for the same address, however it is spelt and however many ask at once', async () => {
    const { id } = await uploaded();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => share(id, index % 2 === 0 ? 'same@example.com' : 'Same@Example.com')),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map((answer) => grantOf(answer).id)).size).toBe(1);
    const { data } = (await ask('GET', `/api/v1/pages/${id}/grants`)).body as { data: GrantBody[] };
    expect(data).toHaveLength(1);
    const shared = await pages.database.db
      .selectFrom('events')
      .select('id')
      .where('subject_id', '=', id)
      .where('type', '=', 'page.shared')
      .execute();
    expect(shared).toHaveLength(1);
  });

  it('make a private page a shared one, and leave a public one public', async () => {
    const key = (await pages.createKey('granting', { plan: 'pro' })).token;
    const visibilityOf = async (id: string) =>
      ((await ask('GET', `/api/v1/pages/${id}`, { key })).body as { data: { visibility: string } }).data.visibility;
    const hidden = await uploaded({ key });
    expect(hidden.visibility).toBe('private');
    await share(hidden.id, 'a@example.com', key);
    expect(await visibilityOf(hidden.id)).toBe('shared');
    const open = await uploaded({ key, query: '?visibility=public' });
    await share(open.id, 'a@example.com', key);
    expect(await visibilityOf(open.id)).toBe('public');
  });

  it('are refused for what is no address', async () => {
    const { id } = await uploaded();
    for (const email of [
      '',
      'x',
      'a@b',
      'a@@example.com',
      'a b@example.com',
      `${'a'.repeat(250)}@example.com`,
      5,
      null,
    ]) {
      expect(await share(id, email), String(email)).toEqual(pageRefusal(400, 'VALIDATION_ERROR', '"email"'));
    }
    const header = await share(id, 'a@example.com\r\nBcc: everybody@example.com');
    expect(header).toEqual(pageRefusal(400, 'VALIDATION_ERROR', '"email"'));
    const more = await ask('POST', `/api/v1/pages/${id}/share`, { body: { email: 'a@example.com', status: 'active' } });
    expect(more).toEqual(pageRefusal(400, 'VALIDATION_ERROR', '"status"'));
    expect((await ask('GET', `/api/v1/pages/${id}/grants`)).body).toMatchObject({ data: [] });
  });

  it('are of one page, in one workspace', async () => {
    const [page, other] = [await uploaded(), await uploaded()];
    const { id } = grantOf(await share(page.id, 'a@example.com'));
    expect(await ask('DELETE', `/api/v1/pages/${other.id}/grants/${id}`)).toEqual(MISSING_GRANT);
    expect(await ask('DELETE', `/api/v1/pages/${page.id}/grants/x`)).toEqual(MISSING_GRANT);
    const key = pages.keys.theirs.token;
    expect(await share(page.id, 'b@example.com', key)).toEqual(MISSING_PAGE);
    expect(await share(NO_PAGE, 'b@example.com')).toEqual(MISSING_PAGE);
    expect(await ask('GET', `/api/v1/pages/${page.id}/grants`, { key })).toEqual(MISSING_PAGE);
    expect(await ask('DELETE', `/api/v1/pages/${page.id}/grants/${id}`, { key })).toEqual(MISSING_PAGE);
    expect((await ask('GET', `/api/v1/pages/${page.id}/grants`)).body).toMatchObject({ data: [{ id }] });
  });
});
