import fc from 'fast-check';
import { expect, it } from 'vitest';
import { packVisits as packFrozen } from '../../src/migrations/0015-pack-visits.ts';
import { packVisits } from '../../src/visits/chunks/chunk-packer.ts';
import { FORMAT, type OrderedVisit } from '../../src/visits/chunks/visit-chunk.ts';
import { packables } from '../visits/packables.ts';
import type { OldVisit } from './old-visits.ts';

/** Few enough to occur again, such as tell null from its name and one text from two, and others. */
const text = fc.oneof(
  fc.constantFrom(null, 'null', '', ',', '"', '","', 'DE', 'Zürich', '日本 🎌', '\0'),
  fc.string({ unit: 'binary', maxLength: 6_000 }),
);

const oldVisit = fc.record<OldVisit>({
  subject: fc.constant(1),
  at: fc.oneof(fc.nat(5), fc.nat(900_000)).map((offset) => Date.parse('2026-03-10T12:00:00Z') + offset),
  ordinal: fc.oneof(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 2 ** 51 })),
  address: text,
  user_agent: text,
  referrer: text,
  country: text,
  region: text,
  device: text,
  browser: text,
  os: text,
  bot: fc.constantFrom(null, 'prefetch', 'preview', 'crawler', 'tool'),
});

const oldVisits = fc.array(oldVisit, { maxLength: 60 }).map((list) => list.sort((one, other) => one.at - other.at));

const ordered = ({ subject: _subject, at, user_agent, bot, ...rest }: OldVisit): OrderedVisit => ({
  ...rest,
  atMs: at,
  userAgent: user_agent,
  bot: bot as OrderedVisit['bot'], // `oldVisit` makes no other
});

// Once the format has another number, this has nothing left to compare and goes; what the migration writes stays as it is.
it('a migration packs visits in the very bytes of the drain', () => {
  expect(FORMAT).toBe(1);
  fc.assert(
    fc.property(oldVisits, (visits) => {
      expect(Buffer.from(packFrozen(visits))).toEqual(Buffer.from(packVisits(packables(visits.map(ordered)))));
    }),
  );
});
