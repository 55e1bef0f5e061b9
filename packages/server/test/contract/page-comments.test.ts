import { expect, it } from 'vitest';
import { describeEachEngine } from '../harness/database.ts';
import { TIME } from './expected.ts';
import { MISSING_PAGE, NO_PAGE, PAGE_ID, pageRefusal, usePages } from './use-pages.ts';

type CommentBody = { readonly id: string };

const MISSING_COMMENT = pageRefusal(404, 'PAGE_NOT_FOUND', 'There is no comment with this id.');

describeEachEngine('comments on a page', (engine) => {
  const pages = usePages(engine);
  const { ask, uploaded } = pages;

  async function comment(pageId: string, body: object, key?: string): Promise<CommentBody> {
    const answer = await ask('POST', `/api/v1/pages/${pageId}/comments`, {
      body,
      ...(key === undefined ? {} : { key }),
    });
    expect(answer).toMatchObject({ status: 201 });
    return (answer.body as { data: CommentBody }).data;
  }

  it('are made, replied to, changed, resolved and deleted', async () => {
    const { id } = await uploaded();
    const anchor = { quote: 'Heading', selector: 'body > h1:nth-child(1)' };
    const first = await comment(id, { body: 'What is this?\nAnd why?', anchor });
    const expected = {
      id: expect.stringMatching(PAGE_ID),
      page_id: id,
      parent_id: null,
      version: 1,
      body: 'What is this?\nAnd why?',
      anchor,
      author: { kind: 'workspace', id: pages.keys.ours.workspaceId, name: 'ours' },
      resolved: false,
      created_at: expect.stringMatching(TIME),
      updated_at: expect.stringMatching(TIME),
    };
    expect(first).toEqual(expected);
    const reply = await comment(id, { body: 'A heading.', parent_id: first.id });
    expect(reply).toEqual({ ...expected, body: 'A heading.', anchor: null, parent_id: first.id });
    const path = `/api/v1/pages/${id}/comments/${first.id}`;
    const changed = await ask('PATCH', path, { body: { body: 'Fine.', resolved: true } });
    expect(changed).toMatchObject({ status: 200, body: { data: { body: 'Fine.', resolved: true, anchor } } });
    expect((await ask('PATCH', path, { body: { resolved: false } })).body).toMatchObject({ data: { resolved: false } });

    expect(await ask('DELETE', path)).toMatchObject({ status: 200, body: { data: { success: true } } });
    expect(await ask('DELETE', path)).toEqual(MISSING_COMMENT);
    expect((await ask('GET', `/api/v1/pages/${id}/comments`)).body).toMatchObject({ data: [] });
  });

  it('are listed oldest first, in parts, and stay with their anchor when the page changes', async () => {
    const { id } = await uploaded();
    const anchor = { quote: 'gone soon', selector: 'p' };
    const made: CommentBody[] = [];
    for (const body of ['one', 'two']) made.push(await comment(id, { body, anchor }));
    await ask('PUT', `/api/v1/pages/${id}/content`, { body: '<p>new', headers: { 'content-type': 'text/html' } });
    made.push(await comment(id, { body: 'three' }));
    const first = await ask('GET', `/api/v1/pages/${id}/comments?limit=2`);
    const { data, pagination } = first.body as { data: unknown[]; pagination: { next_cursor: string } };
    expect(data).toMatchObject([
      { ...made[0], version: 1, anchor },
      { ...made[1], version: 1, anchor },
    ]);
    const rest = await ask('GET', `/api/v1/pages/${id}/comments?limit=2&cursor=${pagination.next_cursor}`);
    expect(rest.body).toMatchObject({
      data: [{ ...made[2], version: 2, anchor: null }],
      pagination: { next_cursor: null, has_more: false },
    });
    const other = await uploaded();
    for (const cursor of [pagination.next_cursor, made[0]?.id, 'x']) {
      expect(await ask('GET', `/api/v1/pages/${other.id}/comments?cursor=${cursor}`)).toEqual(
        pageRefusal(400, 'VALIDATION_ERROR', '"cursor"'),
      );
    }
  });

  it('are of one page: those of another are not found by their id', async () => {
    const [page, other] = [await uploaded(), await uploaded()];
    const { id } = await comment(page.id, { body: 'x' });
    for (const method of ['PATCH', 'DELETE']) {
      expect(await ask(method, `/api/v1/pages/${other.id}/comments/${id}`, { body: {} })).toEqual(MISSING_COMMENT);
      expect(await ask(method, `/api/v1/pages/${page.id}/comments/x`, { body: {} })).toEqual(MISSING_COMMENT);
    }
    for (const parent_id of [id, NO_PAGE]) {
      expect(await ask('POST', `/api/v1/pages/${other.id}/comments`, { body: { body: 'x', parent_id } })).toEqual(
        MISSING_COMMENT,
      );
    }
    const key = pages.keys.theirs.token;
    expect(await ask('GET', `/api/v1/pages/${page.id}/comments`, { key })).toEqual(MISSING_PAGE);
    expect(await ask('POST', `/api/v1/pages/${page.id}/comments`, { key, body: { body: 'x' } })).toEqual(MISSING_PAGE);
    expect(await ask('DELETE', `/api/v1/pages/${page.id}/comments/${id}`, { key })).toEqual(MISSING_PAGE);
    expect((await ask('GET', `/api/v1/pages/${other.id}/comments`)).body).toMatchObject({ data: [] });
  });

  it('of the wrong shape are refused, with the name of the field', async () => {
    const { id } = await uploaded();
    for (const [body, field] of [
      [{}, '"body"'],
      [{ body: ' ' }, '"body"'],
      [{ body: 'a\0b' }, '"body"'],
      [{ body: 'x'.repeat(10_001) }, '"body"'],
      [{ body: 5 }, '"body"'],
      [{ body: 'x', parent_id: 'x' }, '"parent_id"'],
      [{ body: 'x', anchor: { quote: 'x' } }, '"anchor.selector"'],
      [{ body: 'x', anchor: { quote: 'x', selector: 'p', node: 1 } }, '"anchor.node"'],
      [{ body: 'x', author: { kind: 'person', id: 'me' } }, '"author"'],
      [{ body: 'x', resolved: true }, '"resolved"'],
      [[], ''],
    ] as const) {
      expect(await ask('POST', `/api/v1/pages/${id}/comments`, { body }), field).toEqual(
        pageRefusal(400, 'VALIDATION_ERROR', field),
      );
    }
    const wrong = { body: '{}', headers: { 'content-type': 'text/html' } };
    expect(await ask('POST', `/api/v1/pages/${id}/comments`, wrong)).toEqual(
      pageRefusal(415, 'UNSUPPORTED_MEDIA_TYPE'),
    );
    expect((await ask('GET', `/api/v1/pages/${id}/comments`)).body).toMatchObject({ data: [] });
  });
});
