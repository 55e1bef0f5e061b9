import { afterEach, beforeEach, expect, test } from 'vitest';
import { ADMIN, LAUNCH, recordAtOnce } from '../../../test/events/record-changes.ts';
import { createTestClock } from '../../../test/harness/clock.ts';
import { createTestDatabase, describeEachEngine, type TestDatabase } from '../../../test/harness/database.ts';
import { deriveKeyring } from '../crypto/keyring.ts';
import { createSealer } from '../crypto/seal.ts';
import { createIds } from '../ids.ts';
import { digestOf, nextHash } from './audit-digest.ts';
import { recordChange } from './record-change.ts';
import { openData, openSummary } from './sealed-event.ts';

const THEIRS = { ...ADMIN, workspaceId: 'wsp_theirs' };

describeEachEngine('recording changes', (engine) => {
  const clock = createTestClock();
  const deps = { clock, ids: createIds(clock), sealer: createSealer(deriveKeyring(Buffer.alloc(32, 1))) };
  let database: TestDatabase;

  beforeEach(async () => {
    database = await createTestDatabase(engine);
  });
  afterEach(() => database.close());

  const events = () =>
    database.db.selectFrom('events').selectAll().orderBy('workspace_id').orderBy('sequence').execute();
  const entries = () =>
    database.db.selectFrom('audit_entries').selectAll().orderBy('workspace_id').orderBy('number').execute();

  test('a change leaves an event and an audit entry', async () => {
    await recordAtOnce(database, deps, ADMIN, [LAUNCH]);
    const [event] = await events();
    const [entry] = await entries();
    if (event === undefined || entry === undefined) throw new Error('nothing was recorded');
    expect(event).toMatchObject({ sequence: 1, type: 'link.created', subject_id: 'lnk_launch', livemode: 1 });
    expect(JSON.parse(openData(deps.sealer, event))).toEqual(LAUNCH.data);
    expect(entry).toMatchObject({ number: 1, event_id: event.id, actor_kind: 'key', actor_id: 'key_admin' });
    expect(openSummary(deps.sealer, entry)).toBe('Link created: /launch.');
  });

  test('neither the object nor the words are legible in the database', async () => {
    await recordAtOnce(database, deps, ADMIN, [LAUNCH]);
    const rows = Buffer.concat([
      ...(await events()).map((row) => row.data),
      ...(await entries()).map((row) => row.summary ?? Buffer.of()),
    ]);
    expect(rows.includes('launch')).toBe(false);
  });

  test('what is no event for others leaves an audit entry only', async () => {
    await recordAtOnce(database, deps, ADMIN, [{ ...LAUNCH, type: 'key.created' }, LAUNCH]);
    expect((await events()).map((row) => row.type)).toEqual(['link.created']);
    expect((await entries()).map((row) => row.number)).toEqual([1, 2]);
  });

  test('a change that is undone leaves nothing, and no gap', async () => {
    const undone = database.db.transaction().execute(async (transaction) => {
      await recordChange(transaction, deps, ADMIN, LAUNCH);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await recordAtOnce(database, deps, ADMIN, [LAUNCH]);
    expect((await events()).map((row) => row.sequence)).toEqual([1]);
    expect((await entries()).map((row) => row.number)).toEqual([1]);
  });

  test('writers at the same time fork no chain, and each workspace has its own', async () => {
    const again = database.openAgain();
    try {
      const changes = Array.from({ length: 20 }, (_, n) => ({ ...LAUNCH, subjectId: `lnk_${n}` }));
      await Promise.all([
        recordAtOnce(database, deps, ADMIN, changes),
        recordAtOnce(again, deps, ADMIN, changes),
        recordAtOnce(again, deps, THEIRS, changes),
      ]);
    } finally {
      await again.close();
    }
    const counted = (n: number) => Array.from({ length: n }, (_, index) => index + 1);
    expect((await events()).map((row) => row.sequence)).toEqual([...counted(40), ...counted(20)]);
    const all = await entries();
    expect(all.map((row) => row.number)).toEqual([...counted(40), ...counted(20)]);
    let hash = '';
    for (const row of all) {
      hash = nextHash(row.number === 1 ? '' : hash, digestOf(deps.sealer, row));
      expect(row.hash).toBe(hash);
    }
  });
});
