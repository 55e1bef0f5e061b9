import { type Kysely, type RawBuilder, sql } from 'kysely';
import { Chunker } from './0015-chunker.ts';
import type { VisitRow } from './0015-pack-visits.ts';
import { bytesType, isSqlite } from './column-types.ts';

const QUARTER_MS = 900_000;
const WEEK_MS = 604_800_000;
const VISITS_PER_READ = 1_000;
/** So many are in memory at once. */
const VISITS_PER_WRITE = 50_000;
const ROWS_PER_STATEMENT = 100;

// biome-ignore lint/suspicious/noExplicitAny: a migration is frozen and knows no table types of today
type Schema = Kysely<any>;

/** Whole quarter hours, without that of `to`. */
type Span = { readonly from: number; readonly to: number };

/**
 * Packs the rows of `visits` into `visit_chunks`; the highest number that a batch was given. Visits of a forgotten subject, which are
 * about to be deleted, are left out.
 */
export async function convertVisits(db: Schema): Promise<number> {
  const chunker = new Chunker();
  for (const span of await spansOf(db)) {
    let visitsInMemory = 0;
    for await (const visits of readVisits(db, span)) {
      for (const visit of visits) chunker.add(visit);
      visitsInMemory += visits.length;
      if (visitsInMemory < VISITS_PER_WRITE) continue;
      await writeChunks(db, chunker);
      visitsInMemory = 0;
    }
    chunker.end();
    await writeChunks(db, chunker);
    await saveLastBatches(db, span);
  }
  return chunker.lastBatch;
}

/**
 * Visits lie by subject and chunks by time. SQLite keeps rows in order, so that to convert all of a subject at once would touch a page
 * for nearly each chunk: it is done a week at a time. PostgreSQL adds them at the end of the table.
 */
async function spansOf(db: Schema): Promise<Span[]> {
  const { rows } = await sql<{ first: number | null; last: number | null }>`
    select min(at) as first, max(at) as last from visits`.execute(db);
  const { first, last } = rows[0] ?? { first: null, last: null };
  if (first === null || last === null) return [];
  const ends: Span = { from: first - (first % WEEK_MS), to: last - (last % WEEK_MS) + WEEK_MS };
  if (!isSqlite(db)) return [ends];
  const spans: Span[] = [];
  for (let { from } = ends; from < ends.to; from += WEEK_MS) spans.push({ from, to: from + WEEK_MS });
  return spans;
}

/** The primary key of a visit. */
type Place = Pick<VisitRow, 'subject' | 'at' | 'ordinal'>;

async function* readVisits(db: Schema, span: Span): AsyncGenerator<VisitRow[]> {
  const next = isSqlite(db) ? nextOnSqlite : nextOnPostgres;
  let after: Place | undefined = { subject: -1, at: 0, ordinal: 0 };
  while (after !== undefined) {
    const { rows } = await sql<VisitRow>`
      select subject, at, ordinal, address, user_agent, referrer, country, region, device, browser, os, bot
      ${next(after, span)} limit ${VISITS_PER_READ}`.execute(db);
    yield rows;
    after = rows.at(-1);
  }
}

/**
 * From subject to subject, which `cross join` and the order by `number` see to, without reading what is outside the span. `number >=` lets
 * it begin at the right one: it is not concluded from the last condition.
 */
function nextOnSqlite({ subject, at, ordinal }: Place, { from, to }: Span): RawBuilder<unknown> {
  return sql`from visit_subjects cross join visits
    where number >= ${subject} and forgotten_at is null and subject = number and at >= ${from} and at < ${to}
      and (subject, at, ordinal) > (${subject}, ${at}, ${ordinal})
    order by number, at, ordinal`;
}

/** PostgreSQL would read and sort all that is left for each page of a join; of one table it walks the primary key. */
function nextOnPostgres({ subject, at, ordinal }: Place): RawBuilder<unknown> {
  return sql`from visits
    where (subject, at, ordinal) > (${subject}, ${at}, ${ordinal})
      and subject not in (select number from visit_subjects where forgotten_at is not null)
    order by subject, at, ordinal`;
}

async function writeChunks(db: Schema, chunker: Chunker): Promise<void> {
  const chunks = chunker.take();
  for (let from = 0; from < chunks.length; from += ROWS_PER_STATEMENT) {
    const some = chunks.slice(from, from + ROWS_PER_STATEMENT);
    await db.insertInto('visit_chunks').values(some).execute();
  }
}

/**
 * Each quarter hour has had its row since its first visit. Should one lack it, it gets it now, with counts of nothing, so that its
 * visits are found.
 */
async function saveLastBatches(db: Schema, { from, to }: Span): Promise<void> {
  const noCounts = sql`cast(${new Uint8Array(0)} as ${sql.raw(bytesType(db))})`;
  await sql`
    insert into visit_quarters (quarter, subject, counts, last_batch)
    select quarter, subject, ${noCounts}, max(batch) from visit_chunks
    where quarter >= ${from / QUARTER_MS} and quarter < ${to / QUARTER_MS} group by quarter, subject
    on conflict (quarter, subject) do update set last_batch = excluded.last_batch`.execute(db);
}
