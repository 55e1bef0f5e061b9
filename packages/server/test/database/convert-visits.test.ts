import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { migrations } from '../../src/migrations/index.ts';
import type { Db } from '../../src/platform/db/engine.ts';
import { migrate } from '../../src/platform/db/migrate.ts';
import { unpackVisits } from '../../src/visits/chunks/visit-chunk.ts';
import { createWriterId } from '../../src/visits/journal/segment-name.ts';
import { describeEachEngine, type TestDatabase } from '../harness/database.ts';
import { createTemporaryDirectory } from '../harness/temporary-directory.ts';
import { encodeFrame, makeVisit, writeSegment } from '../visits/journal-files.ts';
import { openTestDrain } from '../visits/test-drain.ts';
import { addQuarters, addSubject, addVisits, createOldDatabase, OLD_COUNTS, type OldVisit } from './old-visits.ts';
import '../../src/visits/visits.table.ts';

const DAY_MS = 86_400_000;
const START_MS = Date.parse('2026-03-10T12:00:00Z');

const oldVisit = (subject: number, at: number, ordinal: number, texts: Partial<OldVisit> = {}): OldVisit => ({
  ...{
    subject,
    at,
    ordinal,
    address: '203.0.113.0',
    user_agent: 'curl/8',
    referrer: null,
    country: 'DE',
    region: null,
  },
  ...{ device: 'desktop', browser: null, os: null, bot: null },
  ...texts,
});

const NOTHING_KNOWN = { address: null, user_agent: null, country: null, device: null };

/** More than a chunk holds, several to a millisecond, and the later ones counted earlier. */
const crowd = (subject: number, size: number): OldVisit[] =>
  Array.from({ length: size }, (_, index) =>
    oldVisit(subject, START_MS + Math.floor(index / 3), size - index, { user_agent: `agent ${index % 50}` }),
  );

type Chain = { visits: OldVisit[]; batches: number[]; sizes: number[] };

/** What is found of a quarter hour by way of `last_batch` and `previous`, in the order of time. */
async function readChain(db: Db, quarter: number, subject: number, lastBatch: number | null): Promise<Chain> {
  const chain: Chain = { visits: [], batches: [], sizes: [] };
  for (let batch = lastBatch; batch !== null; ) {
    const chunk = await db
      .selectFrom('visit_chunks')
      .selectAll()
      .where('quarter', '=', quarter)
      .where('batch', '=', batch)
      .where('subject', '=', subject)
      .executeTakeFirstOrThrow();
    const visits = unpackVisits(chunk.visits).map(({ atMs, userAgent, ...rest }) => ({
      ...rest,
      subject,
      at: atMs,
      user_agent: userAgent,
    }));
    expect([chunk.first_at, chunk.last_at]).toEqual([visits[0]?.at, visits.at(-1)?.at]);
    chain.visits.unshift(...visits);
    chain.batches.unshift(batch);
    chain.sizes.unshift(visits.length);
    batch = chunk.previous;
  }
  return chain;
}

async function readChains(db: Db): Promise<(Chain & { subject: number })[]> {
  const quarters = await db.selectFrom('visit_quarters').selectAll().orderBy('subject').orderBy('quarter').execute();
  return Promise.all(
    quarters.map(async ({ quarter, subject, last_batch }) => ({
      subject,
      ...(await readChain(db, quarter, subject, last_batch)),
    })),
  );
}

const byKey = (one: OldVisit, other: OldVisit): number =>
  one.subject - other.subject || one.at - other.at || one.ordinal - other.ordinal;

async function readFound(db: Db): Promise<OldVisit[]> {
  return (await readChains(db)).flatMap(({ visits }) => visits);
}

async function countChunks(db: Db): Promise<number> {
  return (await db.selectFrom('visit_chunks').select('subject').execute()).length;
}

describeEachEngine('converting single visits', (engine) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createOldDatabase(engine);
  });
  afterEach(() => database.close());

  async function add(...visits: OldVisit[]): Promise<void> {
    await addVisits(database, visits);
    await addQuarters(database, visits);
  }
  const convert = () => migrate(database.db, migrations);

  it('keeps each of them, as it was, where its quarter hour leads to it', async () => {
    for (const subject of [1, 2, 7]) await addSubject(database, subject);
    const visits = [
      ...crowd(1, 2_500),
      ...[0, 1, 6, 7, 8, 200].map((day) => oldVisit(2, START_MS - day * DAY_MS, 300 - day)),
      oldVisit(2, START_MS + 1, 301, {
        user_agent: 'Zürich 日本 🎌',
        referrer: 'https://例え.example/',
        region: 'São Paulo',
      }),
      oldVisit(2, START_MS + 1, 302, NOTHING_KNOWN),
      oldVisit(2, START_MS + 1, 12, { region: '', bot: 'crawler' }),
      ...Array.from({ length: 400 }, (_, index) => oldVisit(7, START_MS + index * 700_000, index + 1)),
    ].sort(byKey);
    await add(...visits);
    await convert();
    expect(await readFound(database.db)).toEqual(visits);
    expect(await database.db.selectFrom('visit_batches').selectAll().execute()).toEqual([{ id: 1, last_number: 3 }]);
  });

  it('numbers the chunks of a quarter hour from 1, each of up to a thousand visits', async () => {
    await addSubject(database, 1);
    await add(...crowd(1, 2_001), oldVisit(1, START_MS + DAY_MS, 2_002));
    await convert();
    expect((await readChains(database.db)).map(({ batches, sizes }) => ({ batches, sizes }))).toEqual([
      { batches: [1, 2, 3], sizes: [1_000, 1_000, 1] },
      { batches: [1], sizes: [1] },
    ]);
  });

  it('leaves what the quarter hours add up to alone', async () => {
    await addSubject(database, 1);
    await add(oldVisit(1, START_MS, 1));
    await convert();
    const quarters = await database.db.selectFrom('visit_quarters').select(['counts', 'last_batch']).execute();
    expect(quarters.map(({ counts, last_batch }) => [Array.from(counts), last_batch])).toEqual([
      [Array.from(OLD_COUNTS), 1],
    ]);
  });

  it('goes on with a quarter hour that is longer than what is in memory at once', async () => {
    await addSubject(database, 1);
    await add(oldVisit(1, START_MS, 1));
    await sql`insert into visits (subject, at, ordinal, address)
      with recursive numbers(number) as (select 2 union all select number + 1 from numbers where number < 51500)
      select 1, ${sql.lit(START_MS)} + number, number, null from numbers`.execute(database.db);
    await convert();
    const [chain] = await readChains(database.db);
    expect(chain?.visits.map(({ ordinal }) => ordinal)).toEqual(
      Array.from({ length: 51_500 }, (_, index) => index + 1),
    );
    expect(chain?.sizes).toHaveLength(52);
  });

  it('leaves out those of a forgotten subject', async () => {
    await addSubject(database, 1);
    await addSubject(database, 2, START_MS);
    const kept = oldVisit(1, START_MS, 1);
    await add(kept, ...crowd(2, 1_500));
    await convert();
    expect(await readFound(database.db)).toEqual([kept]);
    expect(await countChunks(database.db)).toBe(1);
  });

  it('makes the quarter hour of a visit that has lost it', async () => {
    await addSubject(database, 1);
    const lost = oldVisit(1, START_MS, 1);
    await addVisits(database, [lost]);
    await convert();
    expect(await readFound(database.db)).toEqual([lost]);
  });

  it('is done at once where there are none', async () => {
    await convert();
    expect(await countChunks(database.db)).toBe(0);
    expect(await database.db.selectFrom('visit_batches').selectAll().execute()).toEqual([]);
  });

  it('is followed by those that are drained next, in the same quarter hour', async () => {
    await addSubject(database, 1);
    const before = crowd(1, 1_500);
    await add(...before);
    await convert();
    const directory = await createTemporaryDirectory('journal');
    const added = makeVisit({ subjectId: 'lnk_1', atMs: START_MS + 800_000 });
    writeSegment(directory, { writer: createWriterId(), number: 1 }, encodeFrame([added]));
    const drain = openTestDrain({ ...database, directory });
    await drain.run();
    await drain.close();
    const [chain] = await readChains(database.db);
    expect(chain?.batches).toEqual([1, 2, 3]);
    expect(chain?.visits.slice(0, -1)).toEqual(before.sort(byKey));
    expect(chain?.visits.at(-1)?.at).toBe(added.atMs);
  });
});
