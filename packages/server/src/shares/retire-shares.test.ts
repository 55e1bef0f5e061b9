import { expect, it } from 'vitest';
import { describeEachEngine } from '../../test/harness/database.ts';
import { OUR_KEY, SOMEBODY, useShares } from '../../test/shares/use-shares.ts';
import { openData } from '../platform/events/sealed-event.ts';
import { createShare, type NewShare } from './create-share.ts';
import { deleteShare } from './delete-share.ts';
import { findShare } from './find-share.ts';
import { listShares } from './list-shares.ts';
import { readShareContent } from './read-share-content.ts';
import { retireShares } from './retire-shares.ts';
import { retrieveShare } from './retrieve-share.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const RETENTION = { eraseAfterMs: 30 * MINUTE_MS, keepRecordMs: 30 * DAY_MS };
const NEVER = new AbortController().signal;

describeEachEngine('shares that have ended', (engine) => {
  const shares = useShares(engine);

  const make = (options: Partial<NewShare> = {}) =>
    createShare(shares.deps, OUR_KEY, {
      content: { type: 'text', body: 'kept for a while' },
      expiresAtMs: null,
      password: null,
      maxViews: null,
      ...options,
    });
  const retrieve = (id: string) => retrieveShare(shares.deps, id, SOMEBODY, SOMEBODY);
  const retire = () => retireShares(shares.deps, RETENTION, NEVER);
  const bodies = () => shares.deps.db.selectFrom('share_bodies').select('share_id').execute();
  const expired = async () => {
    const listing = { status: 'expired', limit: 50, offset: 0 } as const;
    return (await listShares(shares.deps, OUR_KEY, listing)).shares.map(({ id }) => id);
  };
  async function eventsOf(type: string): Promise<object[]> {
    const rows = await shares.deps.db.selectFrom('events').selectAll().where('type', '=', type).execute();
    return rows.map((row) => JSON.parse(openData(shares.deps.sealer, row)));
  }

  it('are told of once, by time and by views', async () => {
    const goesOn = await make();
    const byTime = await make({ expiresAtMs: shares.clock.now() + MINUTE_MS });
    const byViews = await make({ maxViews: 1 });
    await retrieve(byViews.id);
    await retire();
    expect(await eventsOf('share.expired')).toMatchObject([{ id: byViews.id, status: 'expired', viewCount: 1 }]);
    shares.clock.advance(2 * MINUTE_MS);
    for (let time = 0; time < 3; time++) await retire();
    const told = (await eventsOf('share.expired')) as { id: string }[];
    expect(told.map(({ id }) => id).toSorted()).toEqual([byTime.id, byViews.id].toSorted());
    expect(await findShare(shares.deps, goesOn.id)).toEqual(goesOn);
  });

  it('are told of once by two nodes that look at once', async () => {
    for (let count = 0; count < 5; count++) await make({ expiresAtMs: shares.clock.now() + MINUTE_MS });
    shares.clock.advance(2 * MINUTE_MS);
    await Promise.all([retire(), retire(), retire()]);
    expect(await eventsOf('share.expired')).toHaveLength(5);
  });

  it('can be loaded again by who was shown them, until their content is erased', async () => {
    const { id } = await make({ maxViews: 1 });
    await retrieve(id);
    await retire();
    shares.clock.advance(10 * MINUTE_MS);
    await retire();
    expect(await findShare(shares.deps, id)).toBe(undefined);
    expect(await readShareContent(shares.deps, id)).toMatchObject({ content: { body: 'kept for a while' } });
    shares.clock.advance(20 * MINUTE_MS);
    await retire();
    expect(await readShareContent(shares.deps, id)).toBe(undefined);
    expect(await bodies()).toEqual([]);
    expect(await expired()).toEqual([id]);
  });

  it('are nobody’s to load again once their time is over', async () => {
    const { id } = await make({ expiresAtMs: shares.clock.now() + MINUTE_MS });
    shares.clock.advance(MINUTE_MS);
    expect(await readShareContent(shares.deps, id)).toBe(undefined);
    expect(await bodies()).toEqual([{ share_id: id }]);
  });

  it('are forgotten after a month, with their visits', async () => {
    const { id } = await make({ expiresAtMs: shares.clock.now() + MINUTE_MS });
    await retrieve(id);
    expect((await shares.deps.visits.count([id])).get(id)).toBe(1);
    shares.clock.advance(MINUTE_MS);
    await retire();
    shares.clock.advance(30 * DAY_MS - MINUTE_MS);
    await retire();
    expect(await expired()).toEqual([id]);
    shares.clock.advance(2 * MINUTE_MS);
    await retire();
    expect(await expired()).toEqual([]);
    expect((await shares.deps.visits.count([id])).get(id)).toBe(0);
  });

  it('vanish at once with everything when they are deleted', async () => {
    const { id } = await make({ password: 'secret' });
    await deleteShare(shares.deps, OUR_KEY, id);
    expect(await bodies()).toEqual([]);
    expect(await shares.deps.db.selectFrom('shares').select('id').execute()).toEqual([]);
    expect(await eventsOf('share.deleted')).toMatchObject([{ id }]);
  });
});
