import { expect, it } from 'vitest';
import { describeEachEngine } from '../../test/harness/database.ts';
import { OUR_TEST_MODE, OURS, THEIRS } from '../../test/links/create-link-deps.ts';
import { useLinks } from '../../test/links/use-links.ts';
import { createLink, type NewLink } from './create-link.ts';
import { readLink } from './read-link.ts';

const DESTINATION = 'https://example.com/spring?x=1';

describeEachEngine('creating a link', (engine) => {
  const links = useLinks(engine);

  const create = (input: Partial<NewLink> = {}, scope = OURS) =>
    createLink(links.deps, scope, { destination: DESTINATION, ...input });
  const countRows = async () => (await links.deps.db.selectFrom('links').select('id').execute()).length;
  const refusal = (code: string, message: unknown) => expect.objectContaining({ code, message });

  it('keeps everything that was given', async () => {
    const expiresAtMs = links.deps.clock.now() + 60_000;
    const { link, replayed } = await create({
      slug: 'Spring_2026-a',
      metadata: { campaign: 'spring', budget: 1.5, paid: true, note: null },
      tracking: { utm_source: 'news' },
      expiresAtMs,
    });
    expect(replayed).toBe(false);
    expect(link).toEqual({
      id: expect.stringMatching(/^lnk_[1-9A-HJ-NP-Za-km-z]{22}$/),
      scope: { workspaceId: OURS.workspaceId, livemode: true },
      domain: '',
      slug: 'Spring_2026-a',
      destination: DESTINATION,
      metadata: { campaign: 'spring', budget: 1.5, paid: true, note: null },
      tracking: { utm_source: 'news' },
      status: 'active',
      expiresAtMs,
      createdAtMs: links.deps.clock.now(),
      updatedAtMs: links.deps.clock.now(),
      verification: { status: 'verified', reason: null, checkedAtMs: links.deps.clock.now() },
    });
    expect(await readLink(links.deps, OURS, link.id)).toEqual(link);
  });

  it('stores neither the destination nor the metadata nor the tracking in the clear', async () => {
    await create({ slug: 'sealed', metadata: { secret: 'plum' }, tracking: { utm_source: 'plum-news' } });
    const row = await links.deps.db.selectFrom('links').selectAll().executeTakeFirstOrThrow();
    for (const sealed of [row.destination, row.metadata, row.tracking]) {
      const text = Buffer.from(sealed ?? []).toString('latin1');
      expect(text.length).toBeGreaterThan(60);
      expect(text).not.toMatch(/example|plum|secret|utm_/);
    }
  });

  it('makes a slug of seven characters that are not mistaken for each other', async () => {
    const slugs = new Set<string>();
    for (let index = 0; index < 20; index++) {
      const { link } = await create();
      expect(link.slug).toMatch(/^[1-9A-HJ-NP-Za-km-z]{7}$/);
      slugs.add(link.slug);
    }
    expect(slugs.size).toBe(20);
  });

  it('tells all that remember the address that something is there now', async () => {
    const { link } = await create({ slug: 'spring' });
    expect(links.deps.forgotten).toMatchObject([{ domain: '', slug: 'spring' }]);
    const changes = await links.deps.db.selectFrom('changes').select('subject').execute();
    expect(changes).toEqual([{ subject: `link:/${link.slug}` }]);
  });

  it('refuses a slug that is taken, whoever has taken it', async () => {
    await create({ slug: 'spring' });
    const conflict = refusal('conflict', 'The slug "spring" is taken.');
    for (const scope of [OURS, OUR_TEST_MODE, THEIRS]) {
      await expect(create({ slug: 'spring' }, scope)).rejects.toEqual(conflict);
    }
    expect(await countRows()).toBe(1);
  });

  it('makes another link of a slug in other letters', async () => {
    await create({ slug: 'spring' });
    await create({ slug: 'Spring' });
    expect(await countRows()).toBe(2);
  });

  it('lets exactly one of fifty have a slug', async () => {
    const answers = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) => create({ slug: 'spring' }, index % 2 === 0 ? OURS : THEIRS)),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const answer of answers) {
      if (answer.status === 'rejected') expect(answer.reason).toEqual(refusal('conflict', expect.any(String)));
    }
    expect(await countRows()).toBe(1);
  });

  it.each([0, -1])('refuses an expiry %i ms from now', async (ms) => {
    const expired = create({ expiresAtMs: links.deps.clock.now() + ms });
    await expect(expired).rejects.toEqual(refusal('invalid_request', expect.stringContaining('"expires_at"')));
    expect(await countRows()).toBe(0);
  });

  it.each([
    ['http://example.com/', '"destination"'],
    ['https://proffer.test/spring', 'this server itself'],
    ['https://127.0.0.1/', 'private or reserved'],
    ['javascript:alert(1)', '"destination"'],
  ])('refuses the destination %s', async (destination, reason) => {
    await expect(create({ destination })).rejects.toEqual(refusal('invalid_request', expect.stringContaining(reason)));
    expect(await countRows()).toBe(0);
  });

  it('refuses a destination on the block list, and one that is called dangerous', async () => {
    links.deps.reputation.listed = new Set(['example.com']);
    await expect(create()).rejects.toEqual(refusal('invalid_request', expect.stringContaining('block list')));
    links.deps.reputation.listed = new Set();
    links.deps.reputation.threats = ['MALWARE'];
    await expect(create()).rejects.toEqual(refusal('invalid_request', expect.stringContaining('malware')));
    expect(await countRows()).toBe(0);
  });

  it('makes a link while the reputation service is away', async () => {
    links.deps.reputation.threats = undefined;
    expect((await create()).link.verification.status).toBe('verified');
  });

  it('refuses tracking with which the destination no longer fits into a header', async () => {
    const long = 'ä'.repeat(1_400); // six bytes each in an address
    await expect(create({ tracking: { utm_source: long } })).rejects.toEqual(
      refusal('invalid_request', expect.stringContaining('"tracking"')),
    );
    expect(await countRows()).toBe(0);
  });
});
