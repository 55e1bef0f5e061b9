import { existsSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTestDatabase, describeEachEngine, type TestDatabase } from '../../../test/harness/database.ts';
import { createTemporaryDirectory } from '../../../test/harness/temporary-directory.ts';
import {
  appendToSegment,
  encodeFrame,
  makeVisit,
  segmentPath,
  writeSegment,
} from '../../../test/visits/journal-files.ts';
import { allAgree, readClicks } from '../../../test/visits/read-tables.ts';
import { readSingleVisits } from '../../../test/visits/single-visits.ts';
import { openTestDrain, type TestDrain } from '../../../test/visits/test-drain.ts';
import type { Log } from '../../platform/log.ts';
import { unpackVisits } from '../chunks/visit-chunk.ts';
import { createWriterId } from '../journal/segment-name.ts';
import { BatchSize } from './batch-size.ts';
import type { VisitTransaction, VisitWriter } from './visit-writer.ts';

const frame = (visits: number): Buffer =>
  encodeFrame(Array.from({ length: visits }, (_, person) => makeVisit({ person })));

type Line = { readonly level: string; readonly message: string; readonly fields: Readonly<Record<string, unknown>> };

function keepLines(lines: Line[]): Log {
  const write = (level: string) => (fields: Readonly<Record<string, unknown>>, message: string) =>
    void lines.push({ level, message, fields });
  const log: Log = {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    child: () => log,
  };
  return log;
}

describeEachEngine('the drain', (engine) => {
  const gone = { writer: createWriterId(), number: 1 };
  const current = { writer: createWriterId(), number: 1 };
  let database: TestDatabase;
  let directory: string;
  let lines: Line[];
  let drain: TestDrain;

  const open = () => openTestDrain({ ...database, directory, currentWriter: current.writer, log: keepLines(lines) });
  const files = () => readdirSync(directory).sort();
  const progress = () => database.db.selectFrom('journal_segments').selectAll().execute();

  beforeEach(async () => {
    database = await createTestDatabase(engine);
    directory = await createTemporaryDirectory('journal');
    lines = [];
    drain = open();
  });
  afterEach(async () => {
    await drain.close();
    await database.close();
  });

  it('brings a finished segment into every table, and removes it', async () => {
    writeSegment(directory, gone, frame(3), frame(2));
    await drain.run();
    expect(await readClicks(database.db, 'lnk_a')).toEqual(allAgree(5));
    expect(files()).toEqual([]);
    expect(await progress()).toEqual([]);
    expect(lines).toEqual([]);
  });

  it('keeps the segment that still grows, and goes on where it was, also after a restart', async () => {
    writeSegment(directory, current, frame(3));
    await drain.run();
    await drain.run();
    appendToSegment(directory, current, frame(4));
    await drain.run();
    await drain.close();
    drain = open();
    await drain.run();
    appendToSegment(directory, current, frame(5));
    await drain.run();
    expect(await readClicks(database.db, 'lnk_a')).toEqual(allAgree(12));
    expect(files()).toHaveLength(1);
  });

  it('removes a segment of its own process once there is the next', async () => {
    writeSegment(directory, current, frame(1));
    await drain.run();
    writeSegment(directory, { ...current, number: 2 }, frame(1));
    await drain.run();
    expect(await readClicks(database.db, 'lnk_a')).toEqual(allAgree(2));
    expect(files()).toEqual([`${current.writer}-00000002.journal`]);
    expect(await progress()).toMatchObject([{ number: 2 }]);
  });

  it('waits for the rest of a write that is under way', async () => {
    const whole = frame(4);
    writeSegment(directory, current, frame(1), whole.subarray(0, 50));
    await drain.run();
    expect(await readClicks(database.db, 'lnk_a')).toEqual(allAgree(1));
    appendToSegment(directory, current, whole.subarray(50));
    await drain.run();
    expect(await readClicks(database.db, 'lnk_a')).toEqual(allAgree(5));
  });

  it('reads on after a torn write was cut off and written anew', async () => {
    const first = frame(1);
    const path = writeSegment(directory, current, first, frame(4).subarray(0, 50));
    await drain.run();
    truncateSync(path, 8 + first.length);
    appendToSegment(directory, current, frame(2));
    await drain.run();
    expect(await readClicks(database.db, 'lnk_a')).toEqual(allAgree(3));
  });

  it.each([
    ['a part of a frame', (torn: Buffer) => torn.subarray(0, torn.length - 1)],
    ['a part of a header', (torn: Buffer) => torn.subarray(0, 5)],
    ['zeros where a write was to be', () => Buffer.alloc(3_000)],
    [
      'a frame of which a piece is missing',
      (torn: Buffer) => Buffer.concat([torn.subarray(0, 40), Buffer.alloc(torn.length - 40)]),
    ],
  ])('drops %s at the end of a finished segment, and says how much', async (_, tear) => {
    const torn = tear(frame(2));
    writeSegment(directory, gone, frame(3), torn);
    await drain.run();
    expect(await readClicks(database.db, 'lnk_a')).toEqual(allAgree(3));
    expect(files()).toEqual([]);
    expect(lines).toMatchObject([{ level: 'warn', fields: { droppedBytes: torn.length } }]);
  });

  it('removes a segment that was not even begun', async () => {
    writeFileSync(segmentPath(directory, gone), '');
    writeFileSync(segmentPath(directory, { ...gone, number: 2 }), 'PRF');
    await drain.run();
    expect(files()).toEqual([]);
  });

  it('keeps a segment aside that is damaged in the middle, and says so', async () => {
    const damaged = frame(2);
    damaged.writeUInt8(damaged.readUInt8(30) ^ 1, 30);
    writeSegment(directory, gone, frame(3), damaged, frame(4));
    await drain.run();
    await drain.run();
    expect(await readClicks(database.db, 'lnk_a')).toEqual(allAgree(3));
    expect(files()).toEqual([`${gone.writer}-00000001.journal.damaged`]);
    expect(lines).toMatchObject([{ level: 'error', message: expect.stringContaining('damaged') }]);
  });

  it('keeps aside what was never a segment', async () => {
    writeFileSync(segmentPath(directory, gone), 'something else altogether');
    await drain.run();
    expect(files()).toEqual([`${gone.writer}-00000001.journal.damaged`]);
  });

  it('counts nothing again when it was stopped between the removal of a file and of its record', async () => {
    writeSegment(directory, gone, frame(3));
    await drain.close();
    drain = openTestDrain({
      ...database,
      directory,
      wrap: (writer) => ({
        ...writer,
        forgetSegment: async () => {
          expect(existsSync(segmentPath(directory, gone))).toBe(false);
          throw new Error('stopped');
        },
      }),
    });
    await expect(drain.run()).rejects.toThrow('stopped');
    await drain.close();
    writeSegment(directory, { ...gone, number: 2 }, frame(1));
    drain = open();
    await drain.run();
    expect(await readClicks(database.db, 'lnk_a')).toEqual(allAgree(4));
    expect(await progress()).toEqual([]);
  });

  it('counts nothing again of a segment that it had drained but not removed', async () => {
    writeSegment(directory, gone, frame(3));
    await drain.close();
    drain = openTestDrain({
      ...database,
      directory,
      wrap: (writer) => ({
        ...writer,
        flush: async () => {
          throw new Error('stopped');
        },
      }),
    });
    await expect(drain.run()).rejects.toThrow('stopped');
    expect(files()).toHaveLength(1);
    await drain.close();
    drain = open();
    await drain.run();
    expect(await readClicks(database.db, 'lnk_a')).toEqual(allAgree(3));
    expect(files()).toEqual([]);
  });

  it('reads the segments of a writer that is gone in their order, and more visits than fit one transaction', async () => {
    for (let number = 1; number <= 12; number++) {
      writeSegment(directory, { ...gone, number }, ...Array.from({ length: 5 }, () => frame(1_000)));
    }
    await drain.run();
    expect(await readClicks(database.db, 'lnk_a')).toEqual(allAgree(60_000));
    const ordinals = (await readSingleVisits(database.db)).map(({ ordinal }) => ordinal);
    expect(ordinals.sort((one, other) => one - other).at(-1)).toBe(60_000);
  });

  it('writes no more visits at once than it may, though a segment holds many', async () => {
    const written: number[] = [];
    const countVisits = (writer: VisitWriter): VisitWriter => ({
      ...writer,
      transaction: (work) =>
        writer.transaction(async (transaction) => {
          let visits = 0;
          const addChunks: VisitTransaction['addChunks'] = async (chunks) => {
            for (const chunk of chunks) visits += unpackVisits(chunk.visits).length;
            await transaction.addChunks(chunks);
          };
          const result = await work({ ...transaction, addChunks });
          written.push(visits);
          return result;
        }),
    });
    writeSegment(directory, gone, ...Array.from({ length: 20 }, () => frame(500)));
    const counted = openTestDrain({ ...database, directory, wrap: countVisits });
    await counted.run();
    await counted.close();
    expect(written[0]).toBe(new BatchSize().visitsMax);
    expect(await readClicks(database.db, 'lnk_a')).toEqual(allAgree(10_000));
  });

  it('goes on when its database has more than its file, as after a power cut', async () => {
    const path = writeSegment(directory, gone, frame(3), frame(2));
    await drain.close();
    drain = openTestDrain({ ...database, directory, currentWriter: gone.writer });
    await drain.run();
    truncateSync(path, 8 + frame(3).length);
    await drain.close();
    drain = open();
    await drain.run();
    expect(await readClicks(database.db, 'lnk_a')).toEqual(allAgree(5));
    expect(files()).toEqual([]);
  });
});
