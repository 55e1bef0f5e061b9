import { mkdirSync, readdirSync, readFileSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createTemporaryDirectory } from '../../../test/harness/temporary-directory.ts';
import { createLog } from '../../platform/log.ts';
import type { Visit } from '../visit.ts';
import { MAGIC, readFrame } from './format.ts';
import { type JournalSync, openJournal } from './journal.ts';
import { createWriterId } from './segment-name.ts';
import { SegmentWriter } from './segment-writer.ts';

const log = createLog('silent');

function visitOf(subjectId: string): Visit {
  return {
    subjectId,
    atMs: 1_800_000_000_000,
    intent: 'navigate',
    address: Buffer.of(203, 0, 113),
    visitor: Buffer.from('12345678'),
    userAgent: 'Browser',
    referrer: 'https://news.example/',
  };
}

function readSubjects(directory: string): string[] {
  const subjects: string[] = [];
  for (const file of readdirSync(directory).sort()) {
    const bytes = readFileSync(join(directory, file));
    expect(bytes.subarray(0, MAGIC.length)).toEqual(MAGIC);
    let offset = MAGIC.length;
    for (;;) {
      const frame = readFrame(bytes, offset);
      if (frame === 'end') break;
      if (frame === 'torn') throw new Error(`${file} is torn at ${offset}`);
      subjects.push(...frame.visits.map((visit) => visit.subjectId));
      offset = frame.nextOffset;
    }
  }
  return subjects;
}

describe.each<JournalSync>(['interval', 'always'])('the journal, flushed: %s', (sync) => {
  let directory: string;

  beforeEach(async () => {
    directory = join(await createTemporaryDirectory('journal'), 'journal');
  });

  it('holds a visit before its answer leaves', async () => {
    const journal = openJournal({ directory, sync, log });
    const seen = await new Promise<string[]>((resolve) => {
      journal.append(visitOf('lnk_a'), () => resolve(readSubjects(directory)));
    });
    expect(seen).toEqual(['lnk_a']);
    await journal.close();
  });

  it('writes what one turn of the event loop brings as one frame, in order', async () => {
    const journal = openJournal({ directory, sync, log });
    const answered: string[] = [];
    for (const subject of ['a', 'b', 'c']) journal.append(visitOf(subject), () => answered.push(subject));
    expect(answered).toEqual([]);
    await journal.close();
    expect(answered).toEqual(['a', 'b', 'c']);
    expect(readSubjects(directory)).toEqual(['a', 'b', 'c']);
    expect(journal.stats()).toEqual({ written: 3, dropped: 0, failing: false });
  });

  it('takes more in one turn than its buffer holds', async () => {
    const journal = openJournal({ directory, sync, log });
    const many = 30_000;
    let answered = 0;
    for (let index = 0; index < many; index++) {
      journal.append({ ...visitOf(`lnk_${index}`), userAgent: 'x'.repeat(600), referrer: 'y'.repeat(600) }, () => {
        answered++;
      });
    }
    await journal.close();
    expect(answered).toBe(many);
    expect(readSubjects(directory)).toHaveLength(many);
  });

  it('ends a segment by age, so that the drain can remove it, and goes on in the next', async () => {
    const segments = new SegmentWriter(directory, createWriterId());
    mkdirSync(directory);
    segments.append(Buffer.from('one'));
    segments.endIfOlder(60_000);
    expect(readdirSync(directory)).toHaveLength(1);
    segments.endIfOlder(-1);
    expect(readdirSync(directory)).toHaveLength(2);
    segments.endIfOlder(-1); // an empty one has nothing to remove
    expect(readdirSync(directory)).toHaveLength(2);
    segments.close();
  });

  it('answers all the same when it cannot be written, and counts what was lost', async () => {
    const journal = openJournal({ directory, sync, log });
    rmdirSync(directory);
    await new Promise<void>((resolve) => journal.append(visitOf('lnk_a'), resolve));
    expect(journal.stats()).toEqual({ written: 0, dropped: 1, failing: true });
    await journal.close();
  });
});
