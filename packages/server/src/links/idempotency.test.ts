import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeEachEngine } from '../../test/harness/database.ts';
import { OUR_TEST_MODE, OURS, THEIRS } from '../../test/links/create-link-deps.ts';
import { useLinks } from '../../test/links/use-links.ts';
import type { Caller } from '../platform/events/caller.ts';
import { createLink } from './create-link.ts';
import { forgetOldAnswers } from './idempotency.ts';
import { createLinkHeaders } from './links.schema.ts';

const DAY_MS = 24 * 3_600_000;

describeEachEngine('an idempotency key', (engine) => {
  const links = useLinks(engine);

  const create = (
    { key = 'order-1', slug, scope = OURS }: { key?: string; slug?: string; scope?: Caller } = {},
    destination = 'https://example.com/',
  ) => createLink(links.deps, scope, { destination, slug, idempotency: { key, request: { destination, slug } } });
  const countRows = async () => (await links.deps.db.selectFrom('links').select('id').execute()).length;

  it('gives the same link again', async () => {
    const first = await create();
    links.deps.clock.advance(DAY_MS);
    expect(await create()).toEqual({ link: first.link, replayed: true });
    expect(await countRows()).toBe(1);
  });

  it('gives the first answer even if the link was changed or deleted since', async () => {
    const first = await create();
    await links.deps.db.deleteFrom('links').execute();
    expect((await create()).link).toEqual(first.link);
  });

  it('gives the same answer without asking again whether the destination is allowed', async () => {
    const { link } = await create();
    links.deps.reputation.listed = new Set(['example.com']);
    expect((await create()).link).toEqual(link);
  });

  it('makes one link of fifty requests at once, and fifty equal answers', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => create()));
    expect(new Set(answers.map(({ link }) => JSON.stringify(link))).size).toBe(1);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(await countRows()).toBe(1);
  });

  it('makes one link of fifty requests at once for one slug', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => create({ slug: 'spring' })));
    expect(new Set(answers.map(({ link }) => link.id)).size).toBe(1);
    expect(await countRows()).toBe(1);
  });

  it('is refused with another request', async () => {
    await create();
    await expect(create({}, 'https://example.com/other')).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Idempotency-Key'),
    });
    expect(await countRows()).toBe(1);
  });

  it('stands for a new request a day later', async () => {
    const first = await create();
    links.deps.clock.advance(DAY_MS + 1);
    const second = await create();
    expect(second.replayed).toBe(false);
    expect(second.link.id).not.toBe(first.link.id);
    expect((await create()).link.id).toBe(second.link.id);
  });

  it('is another one in another workspace, in the other mode, and in other letters', async () => {
    const ids = [
      (await create()).link.id,
      (await create({ scope: OUR_TEST_MODE })).link.id,
      (await create({ scope: THEIRS })).link.id,
      (await create({ key: 'ORDER-1' })).link.id,
    ];
    expect(new Set(ids).size).toBe(4);
  });

  it('is free again when the request failed', async () => {
    await create({ key: 'other', slug: 'spring' });
    await expect(create({ slug: 'spring' })).rejects.toMatchObject({ code: 'conflict' });
    await expect(create({}, 'https://127.0.0.1/')).rejects.toMatchObject({ code: 'invalid_request' });
    expect((await create({ slug: 'summer' })).replayed).toBe(false);
  });

  it('keeps the answer sealed, and not longer than a day', async () => {
    await create();
    const row = await links.deps.db.selectFrom('idempotency_keys').selectAll().executeTakeFirstOrThrow();
    expect(Buffer.from(row.response).toString('latin1')).not.toContain('example');
    links.deps.clock.advance(DAY_MS);
    await forgetOldAnswers(links.deps.db, links.deps.clock.now());
    expect(await links.deps.db.selectFrom('idempotency_keys').selectAll().execute()).toHaveLength(1);
    await forgetOldAnswers(links.deps.db, links.deps.clock.now() + 1);
    expect(await links.deps.db.selectFrom('idempotency_keys').selectAll().execute()).toHaveLength(0);
  });

  it('is not believed when its stored answer was moved to it from another', async () => {
    await create({ key: 'one' });
    await create({ key: 'two' });
    const [one] = await links.deps.db.selectFrom('idempotency_keys').selectAll().where('key', '=', 'one').execute();
    await links.deps.db
      .updateTable('idempotency_keys')
      .set({ response: one?.response ?? Buffer.of() })
      .where('key', '=', 'two')
      .execute();
    await expect(create({ key: 'two' })).rejects.toMatchObject({ name: 'SealBroken' });
  });
});

describe('the header Idempotency-Key', () => {
  const isAllowed = (key: string | undefined) => createLinkHeaders.safeParse({ 'idempotency-key': key }).success;

  it('may be any 1 to 255 visible characters, or not be there', () => {
    const visible = fc.string({ unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)) });
    fc.assert(
      fc.property(visible, (key) => {
        expect(isAllowed(key)).toBe(key.length >= 1 && key.length <= 255);
      }),
    );
    expect(isAllowed('k'.repeat(255))).toBe(true);
    expect(isAllowed(undefined)).toBe(true);
  });

  it.each(['', ' ', 'a b', 'a\tb', 'é', 'k'.repeat(256)])('is refused as %j', (key) => {
    expect(isAllowed(key)).toBe(false);
  });
});
