import { expect, it } from 'vitest';
import { describeEachEngine } from '../../test/harness/database.ts';
import { OUR_KEY, useShares } from '../../test/shares/use-shares.ts';
import { createShare, type NewShare } from './create-share.ts';
import { createSpendView } from './spend-view.ts';
import { updateShare } from './update-share.ts';

const THEIR_KEY = { ...OUR_KEY, workspaceId: 'wsp_theirs' };

describeEachEngine('views of limited shares', (engine) => {
  const shares = useShares(engine);
  const make = (options: Partial<NewShare>, caller = OUR_KEY) =>
    createShare(shares.deps, caller, {
      content: { type: 'text', body: 'x' },
      expiresAtMs: null,
      password: null,
      maxViews: 1,
      ...options,
    });
  const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
  const granted = (results: readonly (number | undefined)[]) =>
    results.filter((result) => result !== undefined).toSorted((one, other) => one - other);

  it('are granted as often as each share says, to two nodes that ask for several at once', async () => {
    const limits = [1, 3, 10, 40];
    const made = await Promise.all(
      limits.map((maxViews, index) => make({ maxViews }, index % 2 === 0 ? OUR_KEY : THEIR_KEY)),
    );
    const nodes = [shares.deps.spendView, createSpendView(shares.deps)];
    const results = await Promise.all(made.map((share) => Promise.all(upTo(30).map((ask) => nodes[ask % 2]?.(share)))));
    expect(results.map(granted)).toEqual([upTo(1), upTo(3), upTo(10), upTo(30)]);
    const rows = await shares.deps.db.selectFrom('shares').select(['max_views', 'views', 'spent_at']).execute();
    const spent = rows.toSorted((one, other) => one.views - other.views).map(({ spent_at }) => spent_at !== null);
    expect(spent).toEqual([true, true, true, false]);
    const events = await shares.deps.db
      .selectFrom('events')
      .select(['workspace_id', 'sequence'])
      .where('type', '=', 'share.viewed')
      .execute();
    expect(events.filter(({ workspace_id }) => workspace_id === OUR_KEY.workspaceId)).toHaveLength(1 + 10);
    expect(events.filter(({ workspace_id }) => workspace_id === THEIR_KEY.workspaceId)).toHaveLength(3 + 30);
  });

  it('are not granted once the share has expired, or its password was changed', async () => {
    const expiring = await make({ maxViews: 5, expiresAtMs: shares.clock.now() + 1_000 });
    expect(await shares.deps.spendView(expiring)).toBe(1);
    shares.clock.advance(1_000);
    expect(await shares.deps.spendView(expiring)).toBe(undefined);
    const open = await make({ maxViews: 5 });
    await updateShare(shares.deps, OUR_KEY, open.id, { password: 'secret' });
    expect(await shares.deps.spendView(open)).toBe(undefined);
  });

  it('of a share without a limit are none of these', async () => {
    expect(await shares.deps.spendView(await make({ maxViews: null }))).toBe(undefined);
  });
});
