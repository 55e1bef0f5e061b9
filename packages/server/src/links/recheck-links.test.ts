import { expect, it } from 'vitest';
import { describeEachEngine } from '../../test/harness/database.ts';
import { OURS, THEIRS } from '../../test/links/create-link-deps.ts';
import { useLinks } from '../../test/links/use-links.ts';
import { createLink } from './create-link.ts';
import { deleteLinkRow } from './links.store.ts';
import { readLink } from './read-link.ts';
import { recheckLinks } from './recheck-links.ts';
import { updateLink } from './update-link.ts';
import type { VerifyDestination } from './verification/verify.ts';

const HOUR_MS = 3_600_000;

describeEachEngine('checking every link again', (engine) => {
  const links = useLinks(engine);

  const create = async (destination = 'https://example.com/', slug?: string, scope = OURS) =>
    (await createLink(links.deps, scope, { destination, slug })).link;
  /** An hour passes, and what was not checked since is. */
  async function recheck(verify?: VerifyDestination, signal = new AbortController().signal): Promise<void> {
    links.deps.clock.advance(HOUR_MS);
    const verifyDestination = verify ?? links.deps.verifyDestination;
    await recheckLinks({ ...links.deps, verifyDestination }, links.deps.clock.now(), signal);
  }
  const verificationOf = async (id: string) => (await readLink(links.deps, OURS, id)).verification;
  const announced = async () =>
    (await links.deps.db.selectFrom('changes').select('subject').execute()).map(({ subject }) => subject);

  it('blocks a link whose host has come on the block list, and frees it when it has gone', async () => {
    const bad = await create('https://bad.example/', 'bad');
    const good = await create('https://good.example/', 'good');
    await links.deps.db.deleteFrom('changes').execute();
    links.deps.forgotten.length = 0;

    links.deps.reputation.listed = new Set(['bad.example']);
    await recheck();
    const checkedAtMs = links.deps.clock.now();
    expect(await verificationOf(bad.id)).toEqual({ status: 'blocked', reason: 'block_list', checkedAtMs });
    expect(await verificationOf(good.id)).toEqual({ status: 'verified', reason: null, checkedAtMs });
    expect(links.deps.forgotten).toMatchObject([{ slug: 'bad' }]);
    expect(await announced()).toEqual(['link:/bad']);

    links.deps.reputation.listed = new Set();
    await recheck();
    expect(await verificationOf(bad.id)).toMatchObject({ status: 'verified', reason: null });
    expect(await announced()).toEqual(['link:/bad', 'link:/bad']);
  });

  it('blocks what is called dangerous, keeps it while the service is away, and frees it when it takes that back', async () => {
    const { id } = await create();
    links.deps.reputation.threats = ['SOCIAL_ENGINEERING'];
    await recheck();
    expect(await verificationOf(id)).toMatchObject({ status: 'blocked', reason: 'dangerous' });

    links.deps.reputation.threats = undefined;
    await recheck();
    const checkedAtMs = links.deps.clock.now();
    expect(await verificationOf(id)).toEqual({ status: 'blocked', reason: 'dangerous', checkedAtMs });

    links.deps.reputation.threats = [];
    await recheck();
    expect(await verificationOf(id)).toMatchObject({ status: 'verified', reason: null });
  });

  it('does not take a block by the list for danger while the service is away', async () => {
    const { id } = await create();
    links.deps.reputation.listed = new Set(['example.com']);
    await recheck();
    links.deps.reputation.listed = new Set();
    links.deps.reputation.threats = undefined;
    await recheck();
    expect(await verificationOf(id)).toMatchObject({ status: 'verified', reason: null });
  });

  it('blocks a destination that has become the address of this server itself', async () => {
    const { id } = await create('https://moved.example/');
    links.deps.ownHosts.add('moved.example');
    await recheck();
    expect(await verificationOf(id)).toMatchObject({ status: 'blocked', reason: 'not_allowed' });
  });

  it('asks about each link of every workspace once, and about none that was checked since', async () => {
    const made = [];
    for (let index = 0; index < 120; index++) {
      made.push(await create(`https://example.com/${index}`, undefined, index % 2 === 0 ? OURS : THEIRS));
    }
    links.deps.clock.advance(1_000);
    const sinceMs = links.deps.clock.now();
    await create('https://example.com/checked-since');
    const asked: string[] = [];
    const verifyDestination: VerifyDestination = async ({ url }) => {
      asked.push(url);
      return { status: 'verified', reputationKnown: true };
    };
    const deps = { ...links.deps, verifyDestination };
    for (let round = 0; round < 2; round++) await recheckLinks(deps, sinceMs, new AbortController().signal);
    expect(asked.toSorted()).toEqual(made.map(({ destination }) => destination).toSorted());
  });

  it('can be broken off, and goes on where it was', async () => {
    for (let index = 0; index < 120; index++) await create(`https://example.com/${index}`);
    const asked: string[] = [];
    const stop = new AbortController();
    const verify: VerifyDestination = async ({ url }) => {
      asked.push(url);
      stop.abort();
      return { status: 'verified', reputationKnown: true };
    };
    await recheck(verify, stop.signal);
    const before = asked.length;
    expect(before).toBeLessThan(120);
    await recheckLinks(
      { ...links.deps, verifyDestination: verify },
      links.deps.clock.now(),
      new AbortController().signal,
    );
    expect(asked).toHaveLength(120);
    expect(new Set(asked).size).toBe(120);
  });

  it('ends when the clock was set back meanwhile', async () => {
    const { id } = await create();
    links.deps.clock.advance(HOUR_MS);
    const before = links.deps.clock.now();
    links.deps.clock.advance(-HOUR_MS);
    await recheckLinks(links.deps, before, new AbortController().signal);
    expect((await verificationOf(id)).checkedAtMs).toBe(before);
  });

  it('says nothing of a destination that was replaced while it was asked about', async () => {
    const { id } = await create('https://bad.example/');
    await recheck(async () => {
      await updateLink(links.deps, OURS, id, { destination: 'https://good.example/' });
      return { status: 'blocked', because: 'dangerous', sentence: 'It is.' };
    });
    expect(await verificationOf(id)).toMatchObject({ status: 'verified', reason: null });
  });

  it('goes on when a link was deleted while it was asked about', async () => {
    const gone = await create('https://example.com/gone');
    const left = await create('https://example.com/left');
    await recheck(async ({ url }) => {
      if (url.endsWith('gone')) await deleteLinkRow(links.deps.db, OURS, gone.id);
      return { status: 'blocked', because: 'dangerous', sentence: 'It is.' };
    });
    expect(await verificationOf(left.id)).toMatchObject({ reason: 'dangerous' });
  });
});
