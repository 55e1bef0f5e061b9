import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createTestDatabase,
  describeEachEngine,
  hasEngine,
  type TestDatabase,
} from '../../../test/harness/database.ts';
import { createTemporaryDirectory } from '../../../test/harness/temporary-directory.ts';
import { failAtStep, InjectedFailure } from '../../../test/visits/failing-writer.ts';
import { encodeFrame, makeVisit, writeSegment } from '../../../test/visits/journal-files.ts';
import { allAgree, readClicks } from '../../../test/visits/read-tables.ts';
import { openTestDrain } from '../../../test/visits/test-drain.ts';
import { createWriterId } from '../journal/segment-name.ts';
import { analyseVisits } from '../read/analyse-visits.ts';

const SUBJECTS = ['lnk_a', 'lnk_b', 'lnk_c'];
const DAY = {
  startMs: Date.parse('2026-03-10T00:00:00Z'),
  endMs: Date.parse('2026-03-12T00:00:00Z'),
  granularity: 'day',
  timeZone: 'UTC',
  bots: 'include',
} as const;

/** A visit of each subject by each person, spread over two days. */
const frameOf = (people: readonly number[]): Buffer =>
  encodeFrame(
    SUBJECTS.flatMap((subjectId) =>
      people.map((person) => makeVisit({ subjectId, person, atMs: DAY.startMs + person * 60_000 })),
    ),
  );

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

describeEachEngine('each visit is counted once', (engine) => {
  let database: TestDatabase;
  let directory: string;

  beforeEach(async () => {
    database = await createTestDatabase(engine);
    directory = await createTemporaryDirectory('journal');
  });
  afterEach(() => database.close());

  it('whichever step of the drain fails, before or after it was done', async () => {
    let clicks = 0;
    for (let step = 0; ; step++) {
      const segment = { writer: createWriterId(), number: 1 };
      writeSegment(directory, segment, frameOf(numbers(3)));
      writeSegment(directory, { ...segment, number: 2 }, frameOf(numbers(2)));
      clicks += 5;
      let hasFailed = (): boolean => false;
      const failing = openTestDrain({
        ...database,
        directory,
        wrap: (writer) => {
          const failure = failAtStep(writer, step);
          hasFailed = failure.hasFailed;
          return failure.writer;
        },
      });
      const outcome = await failing.run().catch((error: unknown) => error);
      await failing.close();
      const drain = openTestDrain({ ...database, directory });
      await drain.run();
      await drain.close();
      for (const subject of SUBJECTS) expect(await readClicks(database.db, subject)).toEqual(allAgree(clicks));
      if (!hasFailed()) break;
      expect(outcome).toBeInstanceOf(InjectedFailure);
    }
    expect(clicks).toBeGreaterThan(100);
    expect(readdirSync(directory)).toEqual([]);
    expect((await analyseVisits(database.db, 'lnk_a', DAY)).unique_visitors).toBe(3);
  }, 60_000);

  it('when the process is killed while it drains, time and again', async () => {
    const writer = createWriterId();
    for (let number = 1; number <= 40; number++) {
      const frames = numbers(10).map((index) => frameOf(numbers(100).map((person) => person + index * 100)));
      writeSegment(directory, { writer, number }, ...frames);
    }
    const drainOnce = async (killAfterMs?: number) => {
      const script = new URL('../../../test/visits/drain-process.ts', import.meta.url).pathname;
      const child = spawn(process.execPath, [script, JSON.stringify(database.location), directory]);
      const ended = once(child, 'exit');
      await once(child.stdout, 'data');
      if (killAfterMs !== undefined) {
        await wait(killAfterMs);
        child.kill('SIGKILL');
      }
      const [code] = await ended;
      return code;
    };
    const outcomes: unknown[] = [];
    for (const killAfterMs of [5, 150, 300, 450, 600, 750]) outcomes.push(await drainOnce(killAfterMs));
    expect(outcomes).toContain(null); // has no exit code: was killed
    expect(await drainOnce()).toBe(0);
    for (const subject of SUBJECTS) expect(await readClicks(database.db, subject)).toEqual(allAgree(40_000));
    expect((await analyseVisits(database.db, 'lnk_b', DAY)).unique_visitors).toBe(1_000);
  }, 60_000);
});

describe.skipIf(!hasEngine('postgres'))('two nodes that share a database', () => {
  it('count each visit and each visitor once while both drain', async () => {
    const database = await createTestDatabase('postgres');
    const nodes = await Promise.all(
      [0, 1].map(async () => {
        const directory = await createTemporaryDirectory('journal');
        return { directory, drain: openTestDrain({ ...database, directory }) };
      }),
    );
    for (let round = 1; round <= 10; round++) {
      await Promise.all(
        nodes.map(async ({ directory, drain }) => {
          writeSegment(directory, { writer: createWriterId(), number: 1 }, frameOf(numbers(round * 20)));
          await drain.run();
        }),
      );
    }
    for (const subject of SUBJECTS) expect(await readClicks(database.db, subject)).toEqual(allAgree(2_200));
    const analysis = await analyseVisits(database.db, 'lnk_a', DAY);
    expect(analysis).toMatchObject({ total_clicks: 2_200, unique_visitors: 200, countries: [{ clicks: 2_200 }] });
    for (const { drain } of nodes) await drain.close();
    await database.close();
  });
});
