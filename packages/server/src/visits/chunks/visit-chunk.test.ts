import fc from 'fast-check';
import { expect, it } from 'vitest';
import { packables } from '../../../test/visits/packables.ts';
import type { BotKind } from '../bot-kind.ts';
import { type PackableVisit, packVisits } from './chunk-packer.ts';
import { type OrderedVisit, unpackVisits } from './visit-chunk.ts';

const START_MS = Date.parse('2026-03-10T12:00:00Z');

/** Few enough to occur again, and others. */
const text = fc.oneof(
  fc.constantFrom(null, '', 'DE', 'Zürich', '日本 🎌', '\0'),
  fc.string({ unit: 'binary', maxLength: 300 }),
);

const visit = fc.record<OrderedVisit>({
  // Many are of one millisecond; the largest is what the format has room for.
  atMs: fc.oneof(fc.nat(5), fc.nat(900_000)).map((offset) => START_MS + offset),
  ordinal: fc.oneof(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 2 ** 51 })),
  address: text,
  userAgent: text,
  referrer: text,
  country: text,
  region: text,
  device: text,
  browser: text,
  os: text,
  bot: fc.constantFrom<BotKind | null>(null, 'prefetch', 'preview', 'crawler'),
});

const visits = fc.array(visit, { maxLength: 60 }).map((list) => list.sort((one, other) => one.atMs - other.atMs));

const packAll = (list: readonly OrderedVisit[]): Uint8Array => packVisits(packables(list));

it('a chunk holds the visits that were packed, whatever their texts and ordinals are', () => {
  fc.assert(
    fc.property(visits, fc.func(fc.boolean()), (packed, isShared) => {
      expect(unpackVisits(packVisits(packables(packed, isShared)))).toEqual(packed);
    }),
  );
});

it('a chunk holds nothing of one that could not be packed to its end', () => {
  const [list = []] = fc.sample(fc.array(visit, { minLength: 3, maxLength: 3 }), 1);
  function* cutShort(): Generator<PackableVisit> {
    yield* packables(list);
    throw new Error('cut short');
  }
  expect(() => packVisits(cutShort())).toThrow('cut short');
  const [one] = fc.sample(visit, 1);
  expect(unpackVisits(packAll(one === undefined ? [] : [one]))).toEqual([one]);
});

it('a text that many visits have in common is packed once', () => {
  const userAgent = 'Mozilla/5.0'.repeat(40);
  const one = { ...fc.sample(visit, 1)[0], userAgent } as OrderedVisit; // `sample` gave one
  const many = Array.from({ length: 1_000 }, (_, index) => ({ ...one, ordinal: index + 1 }));
  expect(packAll(many).length - packAll([one]).length).toBeLessThan(1_000 * 20);
});

it('a chunk of a format that is not known cannot be read', () => {
  const chunk = packAll([]);
  chunk[0] = 2;
  expect(() => unpackVisits(chunk)).toThrow('format 2');
});
