import { beforeAll, expect, it } from 'vitest';
import type { Role } from '../../src/accounts/index.ts';
import { describeEachEngine } from '../harness/database.ts';
import { HTML, MISSING_PAGE, type PageBody, pageRefusal, usePages } from './use-pages.ts';
import type { Key } from './use-server.ts';

describeEachEngine('pages of a team', (engine) => {
  const pages = usePages(engine);
  const { ask } = pages;
  let team: Key;
  beforeAll(async () => {
    team = await pages.createKey('our-team', { kind: 'workspace', plan: 'team' });
  });

  /** A person with a personal key, who is in the team as what is said. */
  async function makeMember(name: string, role: Role): Promise<Key & { readonly personId: string }> {
    const key = await pages.createKey(name, { kind: 'personal' });
    const personId = `per_${name}`;
    const { db } = pages.database;
    await db
      .insertInto('persons')
      .values({
        id: personId,
        email: `${name}@example.com`,
        email_verified: 1,
        name: `Name of ${name}`,
        image: null,
        workspace_id: key.workspaceId,
        administrator: 0,
        language: null,
        created_at: '2026-01-01T00:00:00.000Z',
        updated_at: '2026-01-01T00:00:00.000Z',
      })
      .execute();
    for (const [workspace_id, as] of [
      [key.workspaceId, 'owner'],
      [team.workspaceId, role],
    ] as const) {
      await db
        .insertInto('memberships')
        .values({ workspace_id, person_id: personId, role: as, created_at: 1 })
        .execute();
    }
    return { ...key, personId };
  }

  const inTeam = () => `?workspace_id=${team.workspaceId}`;
  const dataOf = ({ body }: { body: unknown }) => (body as { data: PageBody }).data;

  it('are made and listed by a member with a personal key, under the address and the plan of the team', async () => {
    const { token: key } = await makeMember('ann', 'member');
    const made = await pages.upload(HTML, { key, query: inTeam() });
    expect(made).toMatchObject({ status: 201, body: { data: { visibility: 'private' } } });
    const { id, url } = dataOf(made);
    expect(url).toMatch(/^\/our-team\//);
    const list = (await ask('GET', `/api/v1/pages${inTeam()}`, { key })).body as { data: PageBody[] };
    expect(list.data.map((page) => page.id)).toContain(id);
    expect((await ask('GET', '/api/v1/pages', { key })).body).toMatchObject({ data: [] });
    expect((await ask('GET', `/api/v1/pages/${id}`, { key: team.token })).status).toBe(200);
    expect((await ask('PATCH', `/api/v1/pages/${id}`, { key, body: { title: 'By Ann' } })).status).toBe(200);
    const twelve = `<p>${'x'.repeat(6_000_000)}`;
    expect(await pages.upload(twelve, { key })).toEqual(pageRefusal(413, 'FILE_SIZE_EXCEEDED'));
    expect((await pages.upload(twelve, { key, query: inTeam() })).status).toBe(201);
    expect((await ask('DELETE', `/api/v1/pages/${id}`, { key })).status).toBe(200);
  });

  it('are read by a viewer and not changed', async () => {
    const { token: key } = await makeMember('vic', 'viewer');
    const { id } = await pages.uploaded({ key: team.token });
    const before = await pages.snapshot();
    expect((await ask('GET', `/api/v1/pages/${id}`, { key })).status).toBe(200);
    expect((await ask('GET', `/api/v1/pages/${id}/versions/1`, { key })).body).toBe(HTML);
    const html = { body: HTML, headers: { 'content-type': 'text/html' } };
    for (const [method, path, sent] of [
      ['POST', `/api/v1/pages${inTeam()}`, html],
      ['PATCH', `/api/v1/pages/${id}`, { body: { title: 'x' } }],
      ['PUT', `/api/v1/pages/${id}/content`, html],
      ['POST', `/api/v1/pages/${id}/versions/1/restore`, {}],
      ['POST', `/api/v1/pages/${id}/share`, { body: { email: 'a@example.com' } }],
      ['DELETE', `/api/v1/pages/${id}`, {}],
    ] as const) {
      expect(await ask(method, path, { key, ...sent }), `${method} ${path}`).toEqual(pageRefusal(403, 'FORBIDDEN'));
    }
    expect(await pages.snapshot()).toEqual(before);
  });

  it('are gone for a member at the moment of being removed', async () => {
    const { token: key, personId } = await makeMember('rem', 'member');
    const { id } = await pages.uploaded({ key: team.token });
    expect((await ask('GET', `/api/v1/pages/${id}`, { key })).status).toBe(200);
    await pages.database.db.deleteFrom('memberships').where('person_id', '=', personId).execute();
    expect(await ask('GET', `/api/v1/pages/${id}`, { key })).toEqual(MISSING_PAGE);
    expect(await ask('DELETE', `/api/v1/pages/${id}`, { key })).toEqual(MISSING_PAGE);
    const missing = pageRefusal(404, 'PAGE_NOT_FOUND', 'There is no workspace with this id.');
    expect(await ask('GET', `/api/v1/pages${inTeam()}`, { key })).toEqual(missing);
    expect(await pages.upload(HTML, { key, query: inTeam() })).toEqual(missing);
  });

  it('keep what an erased person wrote, and neither who it was nor what was shared with them', async () => {
    const person = await makeMember('era', 'member');
    const { id } = await pages.uploaded({ key: team.token });
    await ask('POST', `/api/v1/pages/${id}/comments`, { key: person.token, body: { body: 'Stays.' } });
    await ask('POST', `/api/v1/pages/${id}/share`, { key: team.token, body: { email: 'era@example.com' } });
    const requested = await ask('POST', '/v1/privacy/erasures', { key: person.token, body: { confirm: 'era' } });
    expect(requested).toMatchObject({ status: 202 });
    const { id: erasure } = requested.body as { id: string };
    const receipt = async () => (await ask('GET', `/v1/privacy/erasures/${erasure}`, { key: null })).body;
    await expect.poll(receipt, { interval: 100 }).toMatchObject({ status: 'erased' });
    const author = { kind: 'person', id: 'erased', name: 'erased' };
    const comments = await ask('GET', `/api/v1/pages/${id}/comments`, { key: team.token });
    expect(comments.body).toMatchObject({ data: [{ body: 'Stays.', author }] });
    expect((await ask('GET', `/api/v1/pages/${id}/grants`, { key: team.token })).body).toMatchObject({ data: [] });
  });

  it('carry comments of people, which only their authors rewrite and the owner may resolve and delete', async () => {
    const [author, reader] = [await makeMember('aut', 'viewer'), await makeMember('rea', 'viewer')];
    const { id } = await pages.uploaded({ key: team.token });
    const made = await ask('POST', `/api/v1/pages/${id}/comments`, { key: author.token, body: { body: 'Mine.' } });
    expect(made).toMatchObject({
      status: 201,
      body: { data: { author: { kind: 'person', id: author.personId, name: 'Name of aut' } } },
    });
    const path = `/api/v1/pages/${id}/comments/${dataOf(made).id}`;
    for (const body of [{ body: 'Not mine.' }, { resolved: true }]) {
      expect(await ask('PATCH', path, { key: reader.token, body })).toEqual(pageRefusal(403, 'FORBIDDEN'));
    }
    expect(await ask('DELETE', path, { key: reader.token })).toEqual(pageRefusal(403, 'FORBIDDEN'));
    expect(await ask('PATCH', path, { key: team.token, body: { body: 'Put into a mouth.' } })).toEqual(
      pageRefusal(403, 'FORBIDDEN', 'Only the author'),
    );
    expect((await ask('PATCH', path, { key: author.token, body: { body: 'Still mine.' } })).status).toBe(200);
    expect((await ask('PATCH', path, { key: team.token, body: { resolved: true } })).body).toMatchObject({
      data: { body: 'Still mine.', resolved: true },
    });
    expect((await ask('DELETE', path, { key: team.token })).status).toBe(200);
  });
});
