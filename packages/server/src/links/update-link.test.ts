import { beforeEach, expect, it } from 'vitest';
import { describeEachEngine } from '../../test/harness/database.ts';
import { OURS } from '../../test/links/create-link-deps.ts';
import { useLinks } from '../../test/links/use-links.ts';
import { createLink } from './create-link.ts';
import type { Link } from './link.ts';
import { readLink } from './read-link.ts';
import { type LinkUpdate, updateLink } from './update-link.ts';

describeEachEngine('changing a link', (engine) => {
  const links = useLinks(engine);
  let link: Link;
  beforeEach(async () => {
    const metadata = { campaign: 'spring' };
    const tracking = { utm_source: 'news' };
    const input = { destination: 'https://example.com/spring', slug: 'spring', metadata, tracking };
    ({ link } = await createLink(links.deps, OURS, input));
    await links.deps.db.deleteFrom('changes').execute();
    links.deps.forgotten.length = 0;
    links.deps.clock.advance(1_000);
  });

  const update = (change: LinkUpdate) => updateLink(links.deps, OURS, link.id, change);
  const read = () => readLink(links.deps, OURS, link.id);

  it.each<[string, LinkUpdate, Partial<Link>]>([
    ['nothing', {}, {}],
    ['the metadata', { metadata: { a: 1 } }, { metadata: { a: 1 } }],
    ['the metadata to none', { metadata: {} }, { metadata: {} }],
    ['the tracking', { tracking: { utm_term: 'x' } }, { tracking: { utm_term: 'x' } }],
    ['the tracking to none', { tracking: {} }, { tracking: {} }],
    ['the status', { status: 'disabled' }, { status: 'disabled' }],
    ['the expiry', { expiresAtMs: 2e12 }, { expiresAtMs: 2e12 }],
    ['the expiry to never', { expiresAtMs: null }, { expiresAtMs: null }],
  ])('changes %s and leaves the rest', async (_what, change, changed) => {
    const after = { ...link, ...changed, updatedAtMs: link.updatedAtMs + 1_000 };
    expect(await update(change)).toEqual(after);
    expect(await read()).toEqual(after);
  });

  it('checks a new destination, and records when', async () => {
    const after = await update({ destination: 'https://EXAMPLE.org/../summer' });
    expect(after).toEqual({
      ...link,
      destination: 'https://example.org/summer',
      updatedAtMs: link.updatedAtMs + 1_000,
      verification: { status: 'verified', reason: null, checkedAtMs: link.updatedAtMs + 1_000 },
    });
    expect(await read()).toEqual(after);
  });

  it.each<[string, LinkUpdate]>([
    ['a destination that is not allowed', { destination: 'https://10.0.0.1/', status: 'disabled' }],
    ['a destination on the block list', { destination: 'https://bad.example/' }],
    ['an expiry in the past', { expiresAtMs: 1, metadata: {} }],
    ['tracking that does not fit with the destination it has', { tracking: { utm_source: 'ä'.repeat(1_400) } }],
  ])('is refused for %s, and changes nothing', async (_what, change) => {
    links.deps.reputation.listed = new Set(['bad.example']);
    await expect(update(change)).rejects.toMatchObject({ code: 'invalid_request' });
    expect(await read()).toEqual(link);
    expect(links.deps.forgotten).toEqual([]);
    expect(await links.deps.db.selectFrom('changes').select('id').execute()).toEqual([]);
  });

  it('tells all that remember the link, here and on other nodes', async () => {
    await update({ status: 'disabled' });
    expect(links.deps.forgotten).toMatchObject([{ domain: '', slug: 'spring' }]);
    expect(await links.deps.db.selectFrom('changes').select('subject').execute()).toEqual([
      { subject: 'link:/spring' },
    ]);
  });

  it('keeps what two changes at once set, each its own', async () => {
    await Promise.all([update({ metadata: { b: 2 } }), update({ status: 'disabled' }), update({ expiresAtMs: 2e12 })]);
    expect(await read()).toMatchObject({ metadata: { b: 2 }, status: 'disabled', expiresAtMs: 2e12 });
  });
});
