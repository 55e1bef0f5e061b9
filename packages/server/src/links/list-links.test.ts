import { expect, it } from 'vitest';
import { describeEachEngine } from '../../test/harness/database.ts';
import { OUR_TEST_MODE, OURS, THEIRS } from '../../test/links/create-link-deps.ts';
import { useLinks } from '../../test/links/use-links.ts';
import { createLink, type NewLink } from './create-link.ts';
import { type LinkListing, listLinks } from './list-links.ts';
import { updateLink } from './update-link.ts';

describeEachEngine('the list of links', (engine) => {
  const links = useLinks(engine);
  const create = async (slug: string, input: Partial<NewLink> = {}, scope = OURS) =>
    (await createLink(links.deps, scope, { destination: 'https://example.com/', slug, ...input })).link;
  const list = async (listing: Partial<LinkListing> = {}, scope = OURS) => {
    const page = await listLinks(links.deps, scope, { limit: 20, offset: 0, ...listing });
    return { slugs: page.links.map(({ slug }) => slug), total: page.total };
  };

  it('begins with the newest, and goes on in pages', async () => {
    for (const slug of ['a', 'b', 'c', 'd', 'e']) {
      await create(slug);
      links.deps.clock.advance(1);
    }
    expect(await list()).toEqual({ slugs: ['e', 'd', 'c', 'b', 'a'], total: 5 });
    expect(await list({ limit: 2 })).toEqual({ slugs: ['e', 'd'], total: 5 });
    expect(await list({ limit: 2, offset: 4 })).toEqual({ slugs: ['a'], total: 5 });
    expect(await list({ limit: 2, offset: 5 })).toEqual({ slugs: [], total: 5 });
    expect(await list({ offset: Number.MAX_SAFE_INTEGER })).toEqual({ slugs: [], total: 5 });
  });

  it('shows links of the same millisecond once each, in one order', async () => {
    const made = new Set<string>();
    for (let index = 0; index < 25; index++) made.add((await create(`slug-${index}`)).slug);
    const paged = [];
    for (let offset = 0; offset < 25; offset += 4) paged.push(...(await list({ limit: 4, offset })).slugs);
    expect(new Set(paged)).toEqual(made);
    expect(paged).toEqual((await list({ limit: 100 })).slugs);
  });

  it('holds one workspace in one mode', async () => {
    await create('ours');
    await create('ours-in-test-mode', {}, OUR_TEST_MODE);
    await create('theirs', {}, THEIRS);
    expect(await list()).toEqual({ slugs: ['ours'], total: 1 });
    expect(await list({}, OUR_TEST_MODE)).toEqual({ slugs: ['ours-in-test-mode'], total: 1 });
    expect(await list({}, THEIRS)).toEqual({ slugs: ['theirs'], total: 1 });
  });

  it('can be of one slug, in these letters', async () => {
    await create('spring');
    await create('Spring');
    await create('spring-2');
    expect(await list({ slug: 'spring' })).toEqual({ slugs: ['spring'], total: 1 });
    expect(await list({ slug: 'SPRING' })).toEqual({ slugs: [], total: 0 });
    expect(await list({ slug: '%' })).toEqual({ slugs: [], total: 0 });
  });

  it('can be of one status, which an expiry changes by itself', async () => {
    const expiresAtMs = links.deps.clock.now() + 1_000;
    await create('for-ever');
    await create('for-a-second', { expiresAtMs });
    const disabled = await create('disabled', { expiresAtMs });
    await updateLink(links.deps, OURS, disabled.id, { status: 'disabled' });
    const slugsOf = async (status: LinkListing['status']) => (await list({ status })).slugs.toSorted();

    links.deps.clock.set(expiresAtMs - 1);
    expect(await slugsOf('active')).toEqual(['for-a-second', 'for-ever']);
    expect(await slugsOf('expired')).toEqual([]);
    links.deps.clock.set(expiresAtMs);
    expect(await slugsOf('active')).toEqual(['for-ever']);
    expect(await slugsOf('expired')).toEqual(['for-a-second']);
    expect(await slugsOf('disabled')).toEqual(['disabled']);
    expect(await list({ status: 'active', slug: 'disabled' })).toEqual({ slugs: [], total: 0 });
  });
});
