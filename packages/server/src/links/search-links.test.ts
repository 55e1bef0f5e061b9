import fc from 'fast-check';
import { expect, it } from 'vitest';
import { describeEachEngine } from '../../test/harness/database.ts';
import { OURS, THEIRS } from '../../test/links/create-link-deps.ts';
import { useLinks } from '../../test/links/use-links.ts';
import { createLink, type NewLink } from './create-link.ts';
import { type LinkListing, listLinks } from './list-links.ts';
import { updateLink } from './update-link.ts';

describeEachEngine('searching links', (engine) => {
  const links = useLinks(engine);
  const create = async (slug: string, input: Partial<NewLink> = {}, scope = OURS) =>
    (await createLink(links.deps, scope, { destination: 'https://example.com/', slug, ...input })).link;
  const search = async (q: string, listing: Partial<LinkListing> = {}) => {
    const page = await listLinks(links.deps, OURS, { q, limit: 20, offset: 0, ...listing });
    return { slugs: page.links.map(({ slug }) => slug), total: page.total };
  };

  it.each([
    ['the slug', 'SPRIN'],
    ['the destination', 'catalogue.example/A?b'],
    ['the name of a metadata field', 'Campaign'],
    ['a text in the metadata', 'grün'],
    ['a number in the metadata', '2026'],
    ['the tracking', 'newsletter'],
  ])('finds a part of %s in any case of letters', async (_where, q) => {
    await create('Spring-sale', {
      destination: 'https://catalogue.example/a?B=1',
      metadata: { campaign: 'GRÜN', year: 2026 },
      tracking: { utm_source: 'NewsLetter' },
    });
    await create('other');
    await create('spring-theirs', { metadata: { campaign: 'GRÜN', year: 2026 } }, THEIRS);
    expect(await search(q)).toEqual({ slugs: ['Spring-sale'], total: 1 });
  });

  it.each(['%', '_____', "' or 1=1 --", '\\', '.*', '\u0000', '*'])('takes %j for these characters', async (q) => {
    await create('spring');
    expect(await search(q)).toEqual({ slugs: [], total: 0 });
  });

  it('pages through what it finds, newest first, with the whole number of it', async () => {
    for (let index = 0; index < 230; index++) {
      if (index % 50 === 0) links.deps.clock.advance(1);
      await create(index % 2 === 0 ? `even-${index}` : `odd-${index}`);
    }
    const found = [];
    for (let offset = 0; offset < 120; offset += 50) {
      const page = await search('EVEN', { limit: 50, offset });
      expect(page.total).toBe(115);
      found.push(...page.slugs);
    }
    const all = await listLinks(links.deps, OURS, { limit: 1_000, offset: 0 });
    expect(found).toEqual(all.links.map(({ slug }) => slug).filter((slug) => slug.startsWith('even')));
    expect(await search('even', { offset: 115 })).toEqual({ slugs: [], total: 115 });
  });

  it('can be narrowed by slug and status', async () => {
    const { id } = await create('spring-off');
    await create('spring-on');
    await updateLink(links.deps, OURS, id, { status: 'disabled' });
    expect(await search('spring', { status: 'disabled' })).toEqual({ slugs: ['spring-off'], total: 1 });
    expect(await search('spring', { slug: 'spring-on' })).toEqual({ slugs: ['spring-on'], total: 1 });
    expect(await search('spring', { slug: 'spring-on', status: 'disabled' })).toEqual({ slugs: [], total: 0 });
  });

  it('finds every metadata text that it is asked for', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), async (text) => {
        await links.deps.db.deleteFrom('links').execute();
        await create('spring', { metadata: { text } });
        expect((await search(text)).total).toBe(1);
      }),
      { numRuns: 25 },
    );
  });
});
