import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HEADER_BYTES_MAX, VISITOR_BYTES, type Visit } from '../visit.ts';
import {
  encodeVisit,
  FRAME_BYTES_MAX,
  FRAME_HEADER_BYTES,
  MAGIC,
  RECORD_BYTES_MAX,
  readFrame,
  sealFrame,
} from './format.ts';

const latin1 = (lengthMax: number) =>
  fc.uint8Array({ maxLength: lengthMax }).map((bytes) => Buffer.from(bytes).toString('latin1'));
const bytesOf = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

const anyVisit: fc.Arbitrary<Visit> = fc.record({
  subjectId: latin1(255),
  atMs: fc.integer({ min: 0, max: 2 ** 48 - 1 }),
  intent: fc.constantFrom('navigate', 'prefetch'),
  address: fc.oneof(bytesOf(0), bytesOf(3), bytesOf(6), bytesOf(16)),
  visitor: bytesOf(VISITOR_BYTES),
  userAgent: latin1(HEADER_BYTES_MAX),
  referrer: latin1(HEADER_BYTES_MAX),
});
const someVisits = fc.array(anyVisit, { minLength: 1, maxLength: 5 });
const someFrames = fc.array(someVisits, { minLength: 1, maxLength: 4 });

function frame(visits: readonly Visit[]): Buffer {
  const buffer = Buffer.alloc(FRAME_HEADER_BYTES + visits.length * RECORD_BYTES_MAX);
  const end = visits.reduce((offset, visit) => encodeVisit(buffer, offset, visit), FRAME_HEADER_BYTES);
  sealFrame(buffer, end);
  return buffer.subarray(0, end);
}

/** Views and buffers of the same bytes, as plain arrays. */
const plain = (visit: Visit) => ({ ...visit, address: [...visit.address], visitor: [...visit.visitor] });

/** All visits of a segment's frames, and how reading them ended. */
function readAll(bytes: Buffer) {
  const visits: ReturnType<typeof plain>[] = [];
  let offset = 0;
  for (;;) {
    const read = readFrame(bytes, offset);
    if (typeof read === 'string') return { visits, ending: read, offset };
    visits.push(...read.visits.map(plain));
    offset = read.nextOffset;
  }
}

describe('frames of the journal', () => {
  it('are read as they were written', () => {
    fc.assert(
      fc.property(someFrames, (frames) => {
        const read = readAll(Buffer.concat(frames.map(frame)));
        expect(read.visits).toEqual(frames.flat().map(plain));
        expect(read.ending).toBe('end');
      }),
    );
  });

  it('are read up to the last whole one wherever the file is cut', () => {
    fc.assert(
      fc.property(someFrames, fc.nat(), (frames, at) => {
        const parts = frames.map(frame);
        const all = Buffer.concat(parts);
        const cut = at % (all.length + 1);
        const ends = parts.map((_, index) => Buffer.concat(parts.slice(0, index + 1)).length);
        const whole = ends.filter((end) => end <= cut).length;
        const read = readAll(all.subarray(0, cut));
        expect(read.visits).toEqual(frames.slice(0, whole).flat().map(plain));
        expect(read.ending).toBe(cut === (ends[whole - 1] ?? 0) ? 'end' : 'torn');
      }),
    );
  });

  it('are torn at every single cut of one', () => {
    const bytes = frame(fc.sample(someVisits, { numRuns: 1, seed: 1 }).flat());
    for (let cut = 1; cut < bytes.length; cut++) expect(readFrame(bytes.subarray(0, cut), 0)).toBe('torn');
  });

  it('are torn when any one bit of them was changed', () => {
    fc.assert(
      fc.property(someVisits, fc.nat(), (visits, at) => {
        const bytes = frame(visits);
        const bit = at % (bytes.length * 8);
        bytes[bit >> 3] = bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7));
        expect(readFrame(bytes, 0)).toBe('torn');
      }),
      { numRuns: 1000 },
    );
  });

  it('are torn where a power cut left zeros, or anything else', () => {
    const bytes = frame(fc.sample(someVisits, { numRuns: 1, seed: 2 }).flat());
    expect(readAll(Buffer.concat([bytes, Buffer.alloc(4096)]))).toMatchObject({ ending: 'torn', offset: bytes.length });
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 4096 }), (garbage) => {
        expect(readFrame(Buffer.from(garbage), 0)).toBe('torn');
      }),
    );
  });

  it('are torn when they hold something else, though their checksum is right', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 64 }), (payload) => {
        const bytes = Buffer.concat([Buffer.alloc(FRAME_HEADER_BYTES), payload]);
        sealFrame(bytes, bytes.length);
        expect(['torn', 'object']).toContain(typeof readFrame(bytes, 0) === 'object' ? 'object' : readFrame(bytes, 0));
      }),
    );
    const cut = Buffer.concat([
      Buffer.alloc(FRAME_HEADER_BYTES),
      frame(fc.sample(someVisits, 1).flat()).subarray(8, -1),
    ]);
    sealFrame(cut, cut.length);
    expect(readFrame(cut, 0)).toBe('torn');
  });

  it('are torn when they claim to be longer than any', () => {
    const bytes = Buffer.alloc(FRAME_HEADER_BYTES + FRAME_BYTES_MAX + 1);
    sealFrame(bytes, bytes.length);
    expect(readFrame(bytes, 0)).toBe('torn');
  });

  it('begin behind a magic that is no frame', () => {
    expect(readFrame(Buffer.concat([MAGIC, Buffer.alloc(100)]), 0)).toBe('torn');
  });
});

describe('a record of the journal', () => {
  const full = 'x'.repeat(HEADER_BYTES_MAX);
  const visit: Visit = {
    subjectId: 's'.repeat(255),
    atMs: 2 ** 48 - 1,
    intent: 'prefetch',
    address: new Uint8Array(16),
    visitor: new Uint8Array(VISITOR_BYTES),
    userAgent: full,
    referrer: full,
  };

  it('is never longer than the bound', () => {
    expect(encodeVisit(Buffer.alloc(2 * RECORD_BYTES_MAX), 0, visit)).toBe(RECORD_BYTES_MAX);
  });

  it('holds headers that are too long up to their bound', () => {
    const bytes = frame([{ ...visit, userAgent: `${full}more`, referrer: `${full}more` }]);
    expect(readAll(bytes).visits).toEqual([plain(visit)]);
  });
});
