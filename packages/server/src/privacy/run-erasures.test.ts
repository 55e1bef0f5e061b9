import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeEachEngine } from '../../test/harness/database.ts';
import { OURS } from '../../test/links/create-link-deps.ts';
import { useLinks } from '../../test/links/use-links.ts';
import { createVerifiedKeys, createWorkspace, workspaceRecords } from '../accounts/index.ts';
import { createLink } from '../links/create-link.ts';
import { linkRecords } from '../links/index.ts';
import { createBell } from '../platform/jobs/bell.ts';
import type { RecordKeeper } from '../platform/records/record-keeper.ts';
import { sweepForgotten } from '../visits/retention/sweep-forgotten.ts';
import { exportWorkspace } from './export-workspace.ts';
import type { PrivacyDeps } from './privacy-deps.ts';
import { readReceipt } from './read-receipt.ts';
import { requestErasure } from './request-erasure.ts';
import { runErasures } from './run-erasures.ts';

describeEachEngine('an erasure', (engine) => {
  const links = useLinks(engine);
  const going = new AbortController();
  let deps: PrivacyDeps;

  const keepersOf = (): RecordKeeper[] => [linkRecords(links.deps), workspaceRecords(links.deps)];
  beforeEach(async () => {
    deps = {
      ...links.deps,
      verifiedKeys: createVerifiedKeys(),
      recordKeepers: keepersOf(),
      erasureBell: createBell(),
      sweep: (signal) => sweepForgotten(links.deps.db, links.deps.clock.now(), signal),
    };
    for (const slug of ['a', 'b', 'c'])
      await createLink(links.deps, OURS, { destination: 'https://example.com/', slug });
  });
  afterEach(async () => {
    await links.deps.db.deleteFrom('erasures').execute();
    await links.deps.db.deleteFrom('workspaces').execute();
  });

  const countLinks = async () => (await linkRecords(links.deps).count(OURS.workspaceId)).links;

  it('that was cut short goes on, and its receipt counts what there was at first', async () => {
    const { id } = await requestErasure(deps, OURS.workspaceId);
    const cut = new AbortController();
    const [first, ...rest] = keepersOf();
    if (first === undefined) throw new Error('no keeper');
    const cutting: RecordKeeper = {
      ...first,
      async erase(workspaceId, signal) {
        await first.erase(workspaceId, signal);
        cut.abort();
      },
    };
    await runErasures({ ...deps, recordKeepers: [cutting, ...rest] }, cut.signal);
    expect(await readReceipt(deps, id)).toMatchObject({ status: 'erasing', left_over: null });
    await runErasures(deps, going.signal);
    expect(await readReceipt(deps, id)).toMatchObject({
      status: 'erased',
      erased: { links: { links: 3 } },
      left_over: { links: { links: 0 } },
    });
  });

  it('is one, however many ask for it at the same moment', async () => {
    const asked = await Promise.all(Array.from({ length: 10 }, () => requestErasure(deps, OURS.workspaceId)));
    expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
  });

  it('of one workspace leaves another alone', async () => {
    const other = await createWorkspace(links.deps, { handle: 'other', kind: 'team' });
    await requestErasure(deps, other.id);
    await runErasures(deps, going.signal);
    expect(await countLinks()).toBe(3);
    expect(await links.deps.db.selectFrom('workspaces').select('id').execute()).toEqual([]);
  });

  it('an archive that cannot be finished breaks off instead of looking whole', async () => {
    const failing: RecordKeeper = {
      ...linkRecords(links.deps),
      async *export() {
        yield { path: 'half.json', content: '{}' };
        throw new Error('the database is away');
      },
    };
    const reading = buffer(exportWorkspace({ ...deps, recordKeepers: [failing] }, OURS.workspaceId));
    await expect(reading).rejects.toThrow();
  });
});
