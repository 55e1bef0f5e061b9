import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeEachEngine } from '../../test/harness/database.ts';
import { OURS } from '../../test/links/create-link-deps.ts';
import { useLinks } from '../../test/links/use-links.ts';
import { type ServedRedirect, serveRedirect } from '../../test/redirect/serve-redirect.ts';
import { createLink, type NewLink } from '../links/create-link.ts';
import type { RedirectSource } from '../links/index.ts';
import type { Link } from '../links/link.ts';
import { updateLink } from '../links/update-link.ts';
import { RedirectCache } from './redirect-cache.ts';

const DESTINATION = 'https://example.com/spring';

describeEachEngine('the redirect', (engine) => {
  const links = useLinks(engine);
  let served: ServedRedirect;
  beforeEach(async () => {
    served = await serveRedirect(links.database, links.deps);
  });
  afterEach(() => served.close());

  const withRedirect = () => ({ ...links.deps, onAddressChanged: served.redirect.forget });
  const create = async (input: Partial<NewLink> = {}): Promise<Link> =>
    (await createLink(withRedirect(), OURS, { destination: DESTINATION, slug: 'spring', ...input })).link;
  const statusOf = async (path = '/spring') => {
    const met = await served.visit(path);
    return met === 'untouched' ? met : met.status;
  };

  it('writes a click down before its visitor knows the way, and does not count HEAD', async () => {
    await create();
    expect(await served.visit('/spring')).toMatchObject({ status: 301, location: DESTINATION });
    expect(served.journal.stats()).toEqual({ written: 1, dropped: 0, failing: false });
    expect(await served.visit('/spring', { method: 'HEAD' })).toMatchObject({ status: 301, location: DESTINATION });
    expect(served.journal.stats().written).toBe(1);
  });

  it('follows a change where it is warm', async () => {
    const { id } = await create();
    await served.visit('/spring');
    await updateLink(withRedirect(), OURS, id, { destination: 'https://example.org/' });
    expect(await served.visit('/spring')).toMatchObject({ location: 'https://example.org/' });
    await updateLink(withRedirect(), OURS, id, { status: 'disabled' });
    expect(await statusOf()).toBe(404);
    await updateLink(withRedirect(), OURS, id, { status: 'active', tracking: { utm_source: 'a' } });
    expect(await served.visit('/spring')).toMatchObject({ location: 'https://example.org/?utm_source=a' });
  });

  it('ends with the millisecond in which its link expires', async () => {
    const expiresAtMs = links.deps.clock.now() + 1_000;
    await create({ expiresAtMs });
    links.deps.clock.set(expiresAtMs - 1);
    expect(await statusOf()).toBe(301);
    links.deps.clock.set(expiresAtMs);
    expect(await statusOf()).toBe(404);
    expect(served.journal.stats().written).toBe(1);
  });

  it('heeds a block list that changes while the link is warm', async () => {
    await create();
    expect(await statusOf()).toBe(301);
    links.deps.reputation.listed = new Set(['example.com']);
    expect(await served.visit('/spring')).toMatchObject({ status: 403, location: null });
    links.deps.reputation.listed = new Set();
    expect(await statusOf()).toBe(301);
    expect(served.journal.stats().written).toBe(2);
  });

  it.each(['dangerous', 'not_allowed', 'tampered'])('is closed to a link that was marked as %s', async (reason) => {
    const { id } = await create();
    const marked = { verification_status: 'blocked', verification_reason: reason };
    await links.deps.db.updateTable('links').set(marked).where('id', '=', id).execute();
    expect(await served.visit('/spring')).toMatchObject({ status: 403, location: null });
  });

  it('goes by the list and not by what was found on it last time', async () => {
    const { id } = await create();
    const marked = { verification_status: 'blocked', verification_reason: 'block_list' };
    await links.deps.db.updateTable('links').set(marked).where('id', '=', id).execute();
    expect(await statusOf()).toBe(301);
  });

  it('counts how often a stored destination did not open', async () => {
    await create();
    await links.deps.db
      .updateTable('links')
      .set({ destination: Buffer.from('https://evil.example/') })
      .execute();
    expect(await served.visit('/spring')).toMatchObject({ status: 403, location: null });
    expect(await served.metrics.text()).toMatch(/^proffer_\w*tampered\w* 1$/m);
    expect(served.journal.stats().written).toBe(0);
  });

  it('remembers for a second that nothing is there, unless it is told otherwise', async () => {
    expect(await statusOf()).toBe(404);
    await createLink(links.deps, OURS, { destination: DESTINATION, slug: 'spring' }); // by another node
    expect(await statusOf()).toBe(404);
    links.deps.clock.advance(1_000);
    expect(await statusOf()).toBe(301);

    expect(await statusOf('/summer')).toBe(404);
    await create({ slug: 'summer' }); // by this one
    expect(await statusOf('/summer')).toBe(301);
  });

  it('forgets everything when it may have missed something', async () => {
    const { id } = await create();
    await served.visit('/spring');
    await links.deps.db.deleteFrom('links').where('id', '=', id).execute();
    expect(await statusOf()).toBe(301);
    served.redirect.forgetAll();
    expect(await statusOf()).toBe(404);
  });

  it.each([
    ['POST', '/spring'],
    ['GET', '/'],
    ['GET', '/health'],
    ['GET', '/V1'],
    ['GET', '/spring/'],
    ['GET', '/a/b'],
    ['GET', '/robots.txt'],
    ['GET', '/%73pring'],
  ])('leaves %s %s to others', async (method, path) => {
    await create();
    expect(await served.visit(path, { method })).toBe('untouched');
  });
});

describeEachEngine('a redirect with little', (engine) => {
  const links = useLinks(engine);
  let served: ServedRedirect | undefined;
  afterEach(() => served?.close());
  const create = (slug: string) => createLink(links.deps, OURS, { destination: DESTINATION, slug });

  it('memory keeps what was followed last', async () => {
    const cache = new RedirectCache(400);
    served = await serveRedirect(links.database, links.deps, { cache });
    for (const slug of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']) {
      await create(slug);
      await served.visit(`/${slug}`);
    }
    expect(cache.size).toBeGreaterThan(1);
    expect(cache.size).toBeLessThan(10);
    expect(await served.visit('/a')).toMatchObject({ status: 301 });
  });

  it('patience slows down who asks for what is not there, and follows what is', async () => {
    served = await serveRedirect(links.database, links.deps, { throttleMiss: async () => 30 });
    await create('spring');
    const refused = await served.visit('/not-there', { headers: { accept: 'application/json' } });
    expect(refused).toMatchObject({ status: 429 });
    expect(refused === 'untouched' ? null : refused.headers.get('retry-after')).toBe('30');
    expect(await served.visit('/spring')).toMatchObject({ status: 301 });
  });

  it('luck follows what it remembers while the database is away, and asks again afterwards', async () => {
    let isAway = false;
    const overSource = (source: RedirectSource): RedirectSource => ({
      ...source,
      find: (address) => {
        if (isAway) throw new Error('away');
        return source.find(address);
      },
    });
    served = await serveRedirect(links.database, links.deps, { overSource });
    await create('warm');
    await create('cold');
    await served.visit('/warm');
    isAway = true;
    expect(await served.visit('/warm')).toMatchObject({ status: 301 });
    const cold = await served.visit('/cold');
    expect(cold).toMatchObject({ status: 503 });
    expect(cold === 'untouched' ? null : cold.headers.get('retry-after')).toBe('5');
    isAway = false;
    expect(await served.visit('/cold')).toMatchObject({ status: 301 });
  });
});

describe('a redirect whose database answers late', () => {
  const links = useLinks('sqlite');
  let served: ServedRedirect;
  let questions: (() => void)[];
  beforeEach(async () => {
    questions = [];
    // Each question sees the row as it is when asked, and waits for the test to let its answer through.
    const overSource = (source: RedirectSource): RedirectSource => ({
      ...source,
      find: async (address) => {
        const row = source.find(address);
        await new Promise<void>((resolve) => questions.push(resolve));
        return row;
      },
    });
    served = await serveRedirect(links.database, links.deps, { overSource });
  });
  afterEach(() => served.close());

  const deps = () => ({ ...links.deps, onAddressChanged: served.redirect.forget });
  const create = async () => (await createLink(deps(), OURS, { destination: DESTINATION, slug: 'spring' })).link;
  const asked = (count: number) => expect.poll(() => questions.length).toBe(count);

  it('asks it once for many who want the same', async () => {
    await create();
    const visits = Array.from({ length: 20 }, () => served.visit('/spring'));
    await asked(1);
    // All have arrived when the last of them has been given time to ask as well.
    await served.visit('/health');
    for (const answer of questions) answer();
    for (const visit of visits) expect(await visit).toMatchObject({ status: 301 });
    expect(questions).toHaveLength(1);
  });

  it('does not remember an answer from before a change', async () => {
    const { id } = await create();
    const early = served.visit('/spring');
    await asked(1);
    await updateLink(deps(), OURS, id, { destination: 'https://example.org/' });
    questions[0]?.();
    await early;
    const late = served.visit('/spring');
    await asked(2);
    questions[1]?.();
    expect(await late).toMatchObject({ location: 'https://example.org/' });
  });

  it('does not answer whoever comes after a change with a question from before it', async () => {
    const { id } = await create();
    const early = served.visit('/spring');
    await asked(1);
    await updateLink(deps(), OURS, id, { destination: 'https://example.org/' });
    const late = served.visit('/spring');
    await asked(2);
    for (const answer of questions) answer();
    expect(await late).toMatchObject({ location: 'https://example.org/' });
    await early;
  });
});
