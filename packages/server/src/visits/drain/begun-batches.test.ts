import { readdirSync, renameSync, truncateSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTestDatabase, describeEachEngine, type TestDatabase } from '../../../test/harness/database.ts';
import { createTemporaryDirectory } from '../../../test/harness/temporary-directory.ts';
import { hastyWriter } from '../../../test/visits/hasty-writer.ts';
import {
  appendToSegment,
  encodeFrame,
  makeVisit,
  segmentPath,
  writeSegment,
} from '../../../test/visits/journal-files.ts';
import { allAgree, readClicks } from '../../../test/visits/read-tables.ts';
import { openTestDrain } from '../../../test/visits/test-drain.ts';
import { createWriterId } from '../journal/segment-name.ts';
import { markVisitsForgotten } from '../retention/forget-visits.ts';
import type { VisitWriter } from './visit-writer.ts';

/** Enough for a transaction of its own each. */
const VISITS = 1_000;
const SUBJECTS = ['lnk_a', 'lnk_b', 'lnk_c'];

class Stopped extends Error {}

/** Of each subject in turn, so that all of them are in each frame. */
const frame = (visits: number): Buffer =>
  encodeFrame(
    Array.from({ length: visits }, (_, person) => person).flatMap((person) =>
      SUBJECTS.map((subjectId) => makeVisit({ subjectId, person })),
    ),
  );

describeEachEngine('a batch that is written in several transactions', (engine) => {
  let database: TestDatabase;
  let directory: string;
  const segment = { writer: createWriterId(), number: 1 };

  beforeEach(async () => {
    database = await createTestDatabase(engine);
    directory = await createTemporaryDirectory('journal');
  });
  afterEach(() => database.close());

  async function drain(wrap: (writer: VisitWriter) => VisitWriter = (writer) => writer, from = directory) {
    const opened = openTestDrain({ ...database, directory: from, wrap });
    try {
      await opened.run();
    } finally {
      await opened.close();
    }
  }

  /** Drains until so many transactions are committed; fails before the outcome of the last of them is heard. */
  async function drainAtMost(transactions: number, from = directory): Promise<void> {
    let committed = 0;
    const stopping = (writer: VisitWriter): VisitWriter => ({
      ...writer,
      async transaction(work) {
        const result = await writer.transaction(work);
        if (++committed === transactions) throw new Stopped();
        return result;
      },
    });
    await expect(drain((writer) => stopping(hastyWriter(writer)), from)).rejects.toThrow(Stopped);
  }

  const clicksOf = async (): Promise<unknown[]> => {
    const clicks: unknown[] = [];
    for (const subject of SUBJECTS) clicks.push(await readClicks(database.db, subject));
    return clicks;
  };

  it('counts each visit once, and shows what is written of it', async () => {
    writeSegment(directory, segment, frame(VISITS));
    await drainAtMost(1);
    expect(await clicksOf()).toEqual([allAgree(VISITS), allAgree(0), allAgree(0)]);
    await drainAtMost(1);
    expect(await clicksOf()).toEqual([allAgree(VISITS), allAgree(VISITS), allAgree(0)]);
    await drain();
    expect(await clicksOf()).toEqual(SUBJECTS.map(() => allAgree(VISITS)));
    expect(readdirSync(directory)).toEqual([]);
    expect(await database.db.selectFrom('journal_segments').selectAll().execute()).toEqual([]);
  });

  it('is ended before what came after it is begun', async () => {
    writeSegment(directory, segment, frame(VISITS));
    await drainAtMost(1);
    appendToSegment(directory, segment, frame(VISITS));
    writeSegment(directory, { ...segment, number: 2 }, frame(VISITS));
    await drainAtMost(1);
    await drainAtMost(3);
    await drain();
    expect(await clicksOf()).toEqual(SUBJECTS.map(() => allAgree(3 * VISITS)));
  });

  it('may cover several segments', async () => {
    for (let number = 1; number <= 4; number++) writeSegment(directory, { ...segment, number }, frame(VISITS / 4));
    await drainAtMost(2);
    await drain();
    expect(await clicksOf()).toEqual(SUBJECTS.map(() => allAgree(VISITS)));
    expect(readdirSync(directory)).toEqual([]);
  });

  it('goes on to the end when whoever is stopped is not the process', async () => {
    writeSegment(directory, segment, frame(VISITS));
    const stopping = openTestDrain({ ...database, directory, wrap: hastyWriter, isStopping: () => true });
    await stopping.run();
    await stopping.close();
    expect(await clicksOf()).toEqual([allAgree(VISITS), allAgree(0), allAgree(0)]);
    await drain();
    expect(await clicksOf()).toEqual(SUBJECTS.map(() => allAgree(VISITS)));
  });

  it('stores nothing of a subject that was forgotten in between', async () => {
    writeSegment(directory, segment, frame(VISITS));
    await drainAtMost(1);
    await markVisitsForgotten(database.db, 'lnk_b', Date.now());
    await drain();
    expect(await clicksOf()).toEqual([allAgree(VISITS), allAgree(0), allAgree(VISITS)]);
  });

  it('is ended with what a power cut has left of it', async () => {
    const path = writeSegment(directory, segment, frame(VISITS / 2), frame(VISITS / 2));
    await drainAtMost(1);
    truncateSync(path, 8 + frame(VISITS / 2).length);
    await drain();
    expect(await clicksOf()).toEqual([allAgree(VISITS), allAgree(VISITS / 2), allAgree(VISITS / 2)]);
    expect(readdirSync(directory)).toEqual([]);
  });

  it('is ended as well when the journals of two servers were put together', async () => {
    const other = await createTemporaryDirectory('journal');
    const moved = { writer: createWriterId(), number: 1 };
    writeSegment(directory, segment, frame(VISITS));
    writeSegment(other, moved, frame(VISITS));
    await drainAtMost(1);
    await drainAtMost(2, other);
    renameSync(segmentPath(other, moved), segmentPath(directory, moved));
    await drain();
    expect(await clicksOf()).toEqual(SUBJECTS.map(() => allAgree(2 * VISITS)));
    expect(readdirSync(directory)).toEqual([]);
  });
});
