import { expect, it } from 'vitest';
import { describeEachEngine } from '../harness/database.ts';
import { TIME } from './expected.ts';
import { FORM, fieldPart, filePart, formOf } from './multipart.ts';
import { HTML, MISSING_PAGE, NO_PAGE, PAGE_ID, type PageBody, pageRefusal, usePages } from './use-pages.ts';

describeEachEngine('the pages API', (engine) => {
  const pages = usePages(engine);
  const { ask, upload, uploaded } = pages;
  const dataOf = ({ body }: { body: unknown }) => (body as { data: PageBody }).data;

  it('uploads, reads, changes, lists and deletes a page, as the source shows it', async () => {
    const made = await upload(HTML, { query: '?title=My+Report&mode=interactive' });
    const id = dataOf(made).id;
    const { slug } = dataOf(made);
    const page = {
      id: expect.stringMatching(PAGE_ID),
      slug: expect.stringMatching(/^[1-9A-HJ-NP-Za-km-z]{10}$/),
      title: 'My Report',
      mode: 'interactive',
      file_size: HTML.length,
      visibility: 'public',
      version: 1,
      url: `/ours/${slug}`,
      full_url: `http://localhost:${pages.server.port}/ours/${slug}`,
      created_at: expect.stringMatching(TIME),
      updated_at: expect.stringMatching(TIME),
    };
    expect(made.status).toBe(201);
    expect(made.body).toEqual({ data: page });

    const read = await ask('GET', `/api/v1/pages/${id}`);
    expect(read).toMatchObject({ status: 200, body: made.body });
    const changed = await ask('PATCH', `/api/v1/pages/${id}`, {
      body: { title: 'Updated Title', visibility: 'public' },
    });
    expect(changed.body).toEqual({ data: { ...page, title: 'Updated Title' } });
    expect((await ask('PATCH', `/api/v1/pages/${id}`, { body: {} })).body).toMatchObject({
      data: { title: 'Updated Title' },
    });
    const list = await ask('GET', '/api/v1/pages?limit=1');
    expect(list.body).toEqual({
      data: [{ ...page, title: 'Updated Title' }],
      pagination: { next_cursor: null, has_more: false },
    });

    expect(await ask('DELETE', `/api/v1/pages/${id}`)).toMatchObject({
      status: 200,
      body: { data: { success: true } },
    });
    for (const method of ['GET', 'DELETE']) expect(await ask(method, `/api/v1/pages/${id}`)).toEqual(MISSING_PAGE);
    expect(await ask('PATCH', `/api/v1/pages/${id}`, { body: {} })).toEqual(MISSING_PAGE);
  });

  it('uploads a form, whose file may stand before or behind its fields', async () => {
    for (const body of [
      formOf(filePart(HTML), fieldPart('title', 'Füße')),
      formOf(fieldPart('title', 'Füße'), filePart(HTML)),
    ]) {
      expect(await upload(body, { headers: FORM })).toMatchObject({ status: 201, body: { data: { title: 'Füße' } } });
    }
  });

  it('keeps the very bytes, and answers them with their charset, as no page of its own', async () => {
    const bytes = Buffer.concat([Buffer.from('\ufeff<p>\r\n\tü'), Buffer.from([0xf0, 0x9f, 0x98, 0x80])]);
    const { id } = dataOf(await upload(bytes));
    const url = `${pages.server.url}/api/v1/pages/${id}/versions/1`;
    const answer = await fetch(url, { headers: { authorization: `Bearer ${pages.keys.ours.token}` } });
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('content-security-policy')).toContain('sandbox');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');

    const latin = Buffer.concat([Buffer.from('<p>'), Buffer.of(0xfc)]);
    const other = dataOf(await upload(latin, { headers: { 'content-type': 'text/html; charset=iso-8859-1' } }));
    const read = await ask('GET', `/api/v1/pages/${other.id}/versions/1`);
    expect(read.headers.get('content-type')).toBe('text/html; charset=windows-1252');
    const inForm = Buffer.from(formOf(filePart('<p>\u00fc', 'a.html', 'text/html; charset=ISO-8859-1')), 'latin1');
    const third = dataOf(await upload(inForm, { headers: FORM }));
    expect((await ask('GET', `/api/v1/pages/${third.id}/versions/1`)).headers.get('content-type')).toContain('1252');
  });

  it('finds a title in the file, its name, or none', async () => {
    const titleOf = async (body: string, headers = {}) => dataOf(await upload(body, { headers })).title;
    expect(await titleOf(HTML)).toBe('The title');
    expect(await titleOf('<h2>Heading <b>two</b></h2>')).toBe('Heading two');
    expect(await titleOf(formOf(filePart('<p>x', '../../etc/named.html')), FORM)).toBe('named.html');
    expect(await titleOf('<p>x')).toBe('Untitled');
  });

  it('lists all pages once, newest first, with cursors that look like UUIDs and outlive their page', async () => {
    const key = (await pages.createKey('lister')).token;
    const made: string[] = [];
    for (let index = 0; index < 7; index++) made.unshift((await uploaded({ key })).id);
    const listed: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const answer = await ask('GET', `/api/v1/pages?limit=3${cursor && `&cursor=${cursor}`}`, { key });
      const body = answer.body as { data: PageBody[]; pagination: { next_cursor: string | null; has_more: boolean } };
      listed.push(...body.data.map(({ id }) => id));
      cursor = body.pagination.next_cursor;
      expect(body.pagination.has_more).toBe(cursor !== null);
      if (cursor !== null) expect(cursor).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      const last = body.data.at(-1)?.id;
      expect((await ask('DELETE', `/api/v1/pages/${last}`, { key })).status).toBe(200);
    }
    expect(listed).toEqual(made);
  });

  it('refuses cursors that are not of this list, and limits that are none', async () => {
    const theirs = (await pages.createKey('lister-two')).token;
    for (let index = 0; index < 2; index++) await uploaded({ key: theirs });
    const { pagination } = (await ask('GET', '/api/v1/pages?limit=1', { key: theirs })).body as {
      pagination: { next_cursor: string };
    };
    const mine = await uploaded();
    for (const cursor of [
      pagination.next_cursor,
      mine.id,
      NO_PAGE,
      'x',
      '',
      '%00',
      "'--",
      'a'.repeat(99),
      '%F0%9F%98%80',
    ]) {
      expect(await ask('GET', `/api/v1/pages?cursor=${cursor}`), cursor).toEqual(
        pageRefusal(400, 'VALIDATION_ERROR', '"cursor"'),
      );
    }
    for (const limit of ['0', '101', '-1', '1.5', 'x', '1e2']) {
      expect(await ask('GET', `/api/v1/pages?limit=${limit}`), limit).toEqual(
        pageRefusal(400, 'VALIDATION_ERROR', '"limit"'),
      );
    }
    expect(await ask('GET', '/api/v1/pages?sort=title')).toEqual(pageRefusal(400, 'VALIDATION_ERROR', '"sort"'));
  });

  it('makes versions under one address, and restores an earlier one', async () => {
    const { id, slug } = await uploaded();
    const put = (body: string, headers = {}) =>
      ask('PUT', `/api/v1/pages/${id}/content`, { body, headers: { 'content-type': 'text/html', ...headers } });
    expect((await put('<p>two')).body).toMatchObject({ data: { id, slug, version: 2, file_size: 6 } });
    expect((await put('<p>three', { 'if-match': '"2"' })).body).toMatchObject({ data: { version: 3 } });
    expect(await put('<p>stale', { 'if-match': '"2"' })).toEqual(pageRefusal(412, 'VERSION_CONFLICT', 'version 3 now'));
    expect((await put('<p>any', { 'if-match': '*' })).status).toBe(200);
    expect((await put('<p>one of', { 'if-match': '"9", "4"' })).body).toMatchObject({ data: { version: 5 } });
    for (const bad of ['4', 'W/"5"', '"x"', '""', '"5" or so']) {
      expect(await put('<p>x', { 'if-match': bad }), bad).toEqual(pageRefusal(400, 'VALIDATION_ERROR', '"if-match"'));
    }

    const restored = await ask('POST', `/api/v1/pages/${id}/versions/1/restore`);
    expect(restored).toMatchObject({ status: 200, body: { data: { version: 6, file_size: HTML.length } } });
    expect((await ask('GET', `/api/v1/pages/${id}/versions/6`)).body).toBe(HTML);
    expect((await ask('GET', `/api/v1/pages/${id}/versions/2`)).body).toBe('<p>two');
    expect(await ask('POST', `/api/v1/pages/${id}/versions/1/restore`, { headers: { 'if-match': '"5"' } })).toEqual(
      pageRefusal(412, 'VERSION_CONFLICT'),
    );
    const versions = await ask('GET', `/api/v1/pages/${id}/versions?limit=2`);
    expect(versions.body).toEqual({
      data: [
        { version: 6, file_size: HTML.length, restored_from: 1, created_at: expect.stringMatching(TIME) },
        { version: 5, file_size: 9, restored_from: null, created_at: expect.stringMatching(TIME) },
      ],
      pagination: { next_cursor: '5', has_more: true },
    });
    expect((await ask('GET', `/api/v1/pages/${id}/versions?limit=9&cursor=5`)).body).toMatchObject({
      data: [{ version: 4 }, { version: 3 }, { version: 2 }, { version: 1 }],
      pagination: { next_cursor: null, has_more: false },
    });
    for (const number of ['7', '0', '-1', '1.0', 'x', '99999999999']) {
      const missing = pageRefusal(404, 'PAGE_NOT_FOUND', 'no such version');
      expect(await ask('GET', `/api/v1/pages/${id}/versions/${number}`), number).toEqual(missing);
      expect(await ask('POST', `/api/v1/pages/${id}/versions/${number}/restore`), number).toEqual(missing);
    }
  });

  it('gives one of twenty who write on the same version at once the next one, and tells the others', async () => {
    const { id } = await uploaded();
    const headers = { 'content-type': 'text/html', 'if-match': '"1"' };
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        ask('PUT', `/api/v1/pages/${id}/content`, { body: `<p>${index}`, headers }),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array(19).fill(412)]);
    const files = await pages.blobFiles();
    expect(await pages.database.db.selectFrom('doomed_blobs').selectAll().execute()).toEqual([]);
    expect(new Set(files).size).toBe(files.length);
    expect((await ask('GET', `/api/v1/pages/${id}/versions`)).body).toMatchObject({ data: [{}, {}] });
  });

  it('keeps no more pages than the plan has room for, however many are uploaded at once', async () => {
    const key = (await pages.createKey('crowded')).token;
    const before = (await pages.blobFiles()).length;
    const answers = await Promise.all(Array.from({ length: 50 }, () => upload(HTML, { key })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([...Array(25).fill(201), ...Array(25).fill(403)]);
    const refused = answers.find(({ status }) => status === 403);
    expect(refused).toEqual(pageRefusal(403, 'PAGE_LIMIT_REACHED', '25 pages'));
    const { data } = (await ask('GET', '/api/v1/pages?limit=100', { key })).body as { data: PageBody[] };
    expect(data).toHaveLength(25);
    expect((await pages.blobFiles()).length).toBe(before + 25);
    expect((await ask('DELETE', `/api/v1/pages/${data[0]?.id}`, { key })).status).toBe(200);
    expect((await pages.blobFiles()).length).toBe(before + 24);
    expect((await upload(HTML, { key })).status).toBe(201);
    expect(await upload(HTML, { key })).toMatchObject({ status: 403 });
  });

  it('offers the visibilities of the plan only', async () => {
    for (const visibility of ['private', 'shared']) {
      expect(await upload(HTML, { query: `?visibility=${visibility}` })).toEqual(
        pageRefusal(403, 'VALIDATION_ERROR', '"visibility"'),
      );
    }
    const { id } = await uploaded();
    expect(await ask('PATCH', `/api/v1/pages/${id}`, { body: { visibility: 'private' } })).toEqual(
      pageRefusal(403, 'VALIDATION_ERROR', '"visibility"'),
    );
    const pro = (await pages.createKey('paying', { plan: 'pro' })).token;
    expect((await uploaded({ key: pro })).visibility).toBe('private');
    for (const visibility of ['public', 'private', 'shared']) {
      expect((await uploaded({ key: pro, query: `?visibility=${visibility}` })).visibility).toBe(visibility);
    }
  });

  it('keeps test pages apart from live ones', async () => {
    const key = pages.keys.test.token;
    const made = await uploaded({ key });
    expect(await ask('GET', `/api/v1/pages/${made.id}`)).toEqual(MISSING_PAGE);
    const { data } = (await ask('GET', '/api/v1/pages', { key })).body as { data: PageBody[] };
    expect(data.map(({ id }) => id)).toEqual([made.id]);
    const live = await uploaded();
    for (const method of ['GET', 'DELETE']) {
      expect(await ask(method, `/api/v1/pages/${live.id}`, { key })).toEqual(MISSING_PAGE);
    }
  });

  it('answers for a workspace out of reach as for one that is not there', async () => {
    const theirs = pages.keys.theirs.workspaceId;
    for (const id of [theirs, `wsp_${'1'.repeat(22)}`, 'x', '%00', '']) {
      const missing = pageRefusal(404, 'PAGE_NOT_FOUND', 'There is no workspace with this id.');
      expect(await upload(HTML, { query: `?workspace_id=${id}` }), id).toEqual(missing);
      expect(await ask('GET', `/api/v1/pages?workspace_id=${id}`), id).toEqual(missing);
      const inForm = formOf(filePart(HTML), fieldPart('workspace_id', decodeURIComponent(id)));
      expect(await upload(inForm, { headers: FORM }), id).toEqual(missing);
    }
    const own = pages.keys.ours.workspaceId;
    expect((await upload(HTML, { query: `?workspace_id=${own}` })).status).toBe(201);
    expect((await ask('GET', `/api/v1/pages?workspace_id=${own}&limit=1`)).status).toBe(200);
  });

  it('counts the views of a page', async () => {
    const { id, url } = await uploaded();
    for (let index = 0; index < 3; index++) {
      expect((await fetch(`${pages.server.url}${url}`, { headers: { 'user-agent': 'Mozilla/5.0' } })).status).toBe(200);
    }
    const answer = await ask('GET', `/api/v1/pages/${id}/analytics?granularity=hour`);
    expect(answer).toMatchObject({
      status: 200,
      body: { data: { page_id: id, granularity: 'hour', timezone: 'UTC', total_clicks: 3, unique_visitors: 1 } },
    });
    expect(await ask('GET', `/api/v1/pages/${NO_PAGE}/analytics`)).toEqual(MISSING_PAGE);
    expect(await ask('GET', `/api/v1/pages/${id}/analytics?timezone=Mars`)).toEqual(
      pageRefusal(400, 'VALIDATION_ERROR', '"timezone"'),
    );
  });

  it('shows a change at its address at once, and nothing there when it is deleted', async () => {
    const { id, url } = await uploaded();
    const look = async () => {
      const answer = await fetch(`${pages.server.url}${url}`);
      return [answer.status, await answer.text()];
    };
    expect(await look()).toEqual([200, HTML]);
    await ask('PUT', `/api/v1/pages/${id}/content`, { body: '<p>new', headers: { 'content-type': 'text/html' } });
    expect(await look()).toEqual([200, '<p>new']);
    await ask('DELETE', `/api/v1/pages/${id}`);
    expect((await look())[0]).toBe(404);
  });

  it('tells what happened to a page, and never what is on it', async () => {
    const { id } = await uploaded();
    await ask('PATCH', `/api/v1/pages/${id}`, { body: { title: 'Other' } });
    await ask('PUT', `/api/v1/pages/${id}/content`, { body: '<p>s3cret', headers: { 'content-type': 'text/html' } });
    await ask('POST', `/api/v1/pages/${id}/comments`, { body: { body: 's3cret too' } });
    await ask('POST', `/api/v1/pages/${id}/share`, { body: { email: 'a@example.com' } });
    await ask('DELETE', `/api/v1/pages/${id}`);
    const events = await pages.database.db
      .selectFrom('events')
      .select(['type', 'livemode', 'workspace_id'])
      .where('subject_id', '=', id)
      .orderBy('sequence')
      .execute();
    expect(events.map(({ type }) => type)).toEqual([
      'page.created',
      'page.updated',
      'page.version_created',
      'page.commented',
      'page.shared',
      'page.deleted',
    ]);
    for (const event of events) expect(event).toMatchObject({ livemode: 1, workspace_id: pages.keys.ours.workspaceId });
  });

  it('keeps titles, comments, addresses and bytes sealed', async () => {
    const key = (await pages.createKey('sealed', { plan: 'pro' })).token;
    const { id } = await uploaded({ key, query: '?title=Needle+in+the+title' });
    await ask('POST', `/api/v1/pages/${id}/comments`, {
      key,
      body: { body: 'Needle in a comment', anchor: { quote: 'Needle', selector: 'p' } },
    });
    await ask('POST', `/api/v1/pages/${id}/share`, { key, body: { email: 'needle@example.com' } });
    const kept = (await pages.database.db.selectFrom('pages').selectAll().execute())
      .concat((await pages.database.db.selectFrom('page_comments').selectAll().execute()) as never)
      .concat((await pages.database.db.selectFrom('page_grants').selectAll().execute()) as never)
      .flatMap((row) => Object.values(row))
      .map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value)))
      .join();
    expect(kept.length).toBeGreaterThan(500);
    expect(kept.toLowerCase()).not.toContain('needle');
  });

  it('deletes everything that belongs to a page', async () => {
    const empty = await pages.snapshot();
    const { id } = await uploaded();
    await ask('PUT', `/api/v1/pages/${id}/content`, { body: '<p>2', headers: { 'content-type': 'text/html' } });
    await ask('POST', `/api/v1/pages/${id}/versions/1/restore`);
    const comment = await ask('POST', `/api/v1/pages/${id}/comments`, { body: { body: 'one' } });
    await ask('POST', `/api/v1/pages/${id}/comments`, { body: { body: 'reply', parent_id: dataOf(comment).id } });
    await ask('POST', `/api/v1/pages/${id}/share`, { body: { email: 'b@example.com' } });
    const files = (await pages.blobFiles()).length;
    expect((await ask('DELETE', `/api/v1/pages/${id}`)).status).toBe(200);
    expect(await pages.snapshot()).toEqual(empty);
    expect((await pages.blobFiles()).length).toBe(files - 2);
  });
});
