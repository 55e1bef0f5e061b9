import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, describeEachEngine, type TestDatabase } from '../../../test/harness/database.ts';
import { createTemporaryDirectory } from '../../../test/harness/temporary-directory.ts';
import { failAtStep, InjectedFailure } from '../../../test/visits/failing-writer.ts';
import { encodeFrame, makeVisit, writeSegment } from '../../../test/visits/journal-files.ts';
import { openTestDrain } from '../../../test/visits/test-drain.ts';
import { deriveKeyring } from '../../platform/crypto/keyring.ts';
import { createSealer } from '../../platform/crypto/seal.ts';
import { listenFor } from '../../platform/events/event-listeners.store.ts';
import { openData } from '../../platform/events/sealed-event.ts';
import { createWriterId } from '../journal/segment-name.ts';
import { markVisitsForgotten } from '../retention/forget-visits.ts';

const AT_MS = Date.parse('2026-03-10T12:00:00Z');
const OURS = { workspaceId: 'wsp_ours', livemode: true };

describeEachEngine('visits as events', (engine) => {
  const sealer = createSealer(deriveKeyring(Buffer.alloc(32, 1)));
  let database: TestDatabase;
  let directory: string;
  beforeEach(async () => {
    database = await createTestDatabase(engine);
    directory = await createTemporaryDirectory('journal');
    for (const [id, workspace_id] of [
      ['lnk_ours', 'wsp_ours'],
      ['lnk_gone', 'wsp_ours'],
      ['lnk_theirs', 'wsp_theirs'],
    ]) {
      await database.db
        .insertInto('links')
        .values({
          ...{ id: String(id), workspace_id: String(workspace_id), livemode: 1, domain: '', slug: String(id) },
          ...{ destination: Buffer.of(1), metadata: null, tracking: null, status: 'active', expires_at: null },
          ...{ created_at: 0, updated_at: 0, verification_status: 'verified', verification_reason: null },
          verification_checked_at: 0,
        })
        .execute();
    }
    for (const [id, max_views] of [
      ['shr_ours', null],
      ['shr_limited', 100],
    ] as const) {
      await database.db
        .insertInto('shares')
        .values({
          ...{ id, code: id, workspace_id: 'wsp_ours', livemode: 1, type: 'text', password: null, password_version: 0 },
          ...{ expires_at: null, max_views, views: 0, spent_at: null, created_at: 0, updated_at: 0 },
          ...{ ended_noted_at: null, erased_at: null },
        })
        .execute();
    }
    await database.db
      .insertInto('pages')
      .values({
        ...{
          id: 'page_ours',
          workspace_id: 'wsp_ours',
          livemode: 1,
          slug: 'page',
          title: Buffer.of(1),
          mode: 'static',
        },
        ...{ visibility: 'public', version: 1, file_size: 1, taken_down_at: null, created_at: 0, updated_at: 0 },
      })
      .execute();
  });
  afterEach(() => database.close());

  const visits = (subjects: readonly string[]) =>
    encodeFrame(subjects.map((subjectId, person) => makeVisit({ subjectId, person, atMs: AT_MS + person })));
  const drain = async () => {
    const draining = openTestDrain({ ...database, directory });
    await draining.run();
    await draining.close();
  };
  const write = (subjects: readonly string[]) =>
    writeSegment(directory, { writer: createWriterId(), number: 1 }, visits(subjects));
  const events = () => database.db.selectFrom('events').selectAll().orderBy('sequence').execute();

  test('each visit becomes an event where somebody waits for it, and nowhere else', async () => {
    await listenFor(database.db, OURS, 'whk_1', ['link.clicked', 'link.created']);
    await listenFor(database.db, OURS, 'whk_2', ['link.clicked']);
    await markVisitsForgotten(database.db, 'lnk_gone', AT_MS);
    write(['lnk_ours', 'lnk_theirs', 'lnk_ours', 'lnk_gone', 'lnk_unknown']);
    await drain();
    const rows = await events();
    expect(
      rows.map(({ workspace_id, sequence, type, subject_id }) => [workspace_id, sequence, type, subject_id]),
    ).toEqual([
      ['wsp_ours', 1, 'link.clicked', 'lnk_ours'],
      ['wsp_ours', 2, 'link.clicked', 'lnk_ours'],
    ]);
    const [first] = rows;
    if (first === undefined) throw new Error('there is no event');
    expect(JSON.parse(openData(sealer, first))).toMatchObject({
      link_id: 'lnk_ours',
      timestamp: '2026-03-10T12:00:00.000Z',
      bot: false,
    });
  });

  test('a view of a share or a page is one, too; that of a share with a limit was told when it was spent', async () => {
    await listenFor(database.db, OURS, 'whk_1', ['share.viewed', 'page.viewed']);
    write(['shr_ours', 'page_ours', 'shr_limited', 'lnk_ours']);
    await drain();
    const rows = await events();
    expect(rows.map(({ type, subject_id }) => [type, subject_id])).toEqual([
      ['share.viewed', 'shr_ours'],
      ['page.viewed', 'page_ours'],
    ]);
    expect(rows.map((row) => JSON.parse(openData(sealer, row)))).toMatchObject([
      { share_id: 'shr_ours', timestamp: '2026-03-10T12:00:00.000Z' },
      { page_id: 'page_ours', timestamp: '2026-03-10T12:00:00.001Z' },
    ]);
  });

  test('when nobody waits, there are none', async () => {
    await listenFor(database.db, OURS, 'whk_1', ['link.clicked']);
    await listenFor(database.db, OURS, 'whk_1', []);
    write(['lnk_ours']);
    await drain();
    expect(await events()).toEqual([]);
  });

  test('whichever step fails, each visit is one event', async () => {
    await listenFor(database.db, OURS, 'whk_1', ['link.clicked', 'share.viewed', 'page.viewed']);
    let rounds = 0;
    // Every third step: the others are those of the drain, which has such a test of its own.
    for (let step = 0; ; step += 3) {
      write(['lnk_ours', 'lnk_ours', 'lnk_theirs', 'shr_ours', 'page_ours']);
      rounds++;
      let hasFailed = (): boolean => false;
      const wrap = (writer: Parameters<typeof failAtStep>[0]) => {
        const failure = failAtStep(writer, step);
        hasFailed = failure.hasFailed;
        return failure.writer;
      };
      const failing = openTestDrain({ ...database, directory, wrap });
      const outcome = await failing.run().catch((error: unknown) => error);
      await failing.close();
      await drain();
      const rows = await events();
      expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_row, index) => index + 1));
      const countOf = (type: string) => rows.filter((row) => row.type === type).length;
      expect(['link.clicked', 'share.viewed', 'page.viewed'].map(countOf)).toEqual([2 * rounds, rounds, rounds]);
      if (!hasFailed()) break;
      expect(outcome).toBeInstanceOf(InjectedFailure);
    }
    expect(rounds).toBeGreaterThan(8);
  }, 30_000);
});
