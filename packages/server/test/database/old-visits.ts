import { migrations } from '../../src/migrations/index.ts';
import { migrate } from '../../src/platform/db/migrate.ts';
import { createEmptyDatabase, type TestDatabase } from '../harness/database.ts';

export const QUARTER_MS = 900_000;
export const OLD_COUNTS: Uint8Array = Buffer.of(1, 2);

/** A single visit as it was a row of its own. */
export type OldVisit = {
  subject: number;
  at: number;
  ordinal: number;
  address: string | null;
  user_agent: string | null;
  referrer: string | null;
  country: string | null;
  region: string | null;
  device: string | null;
  browser: string | null;
  os: string | null;
  bot: string | null;
};

type OldTables = {
  visits: OldVisit;
  visit_subjects: { number: number; subject_id: string; clicks: number; forgotten_at: number | null };
  visit_quarters: { quarter: number; subject: number; counts: Uint8Array };
};

const ROWS_PER_STATEMENT = 500;

const oldTables = (database: TestDatabase) => database.db.withTables<OldTables>();

/** A database with the schema from before visits were in chunks. */
export async function createOldDatabase(engine: TestDatabase['engine']): Promise<TestDatabase> {
  const database = await createEmptyDatabase(engine);
  await migrate(database.db, Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '0015')));
  return database;
}

export async function addSubject(database: TestDatabase, number: number, forgottenAt?: number): Promise<void> {
  await oldTables(database)
    .insertInto('visit_subjects')
    .values({ number, subject_id: `lnk_${number}`, clicks: 0, forgotten_at: forgottenAt ?? null })
    .execute();
}

export async function addVisits(database: TestDatabase, visits: readonly OldVisit[]): Promise<void> {
  for (let from = 0; from < visits.length; from += ROWS_PER_STATEMENT) {
    const some = visits.slice(from, from + ROWS_PER_STATEMENT);
    await oldTables(database).insertInto('visits').values(some).execute();
  }
}

/** The quarter hours that the visits are in. */
export async function addQuarters(database: TestDatabase, visits: readonly OldVisit[]): Promise<void> {
  for (const { at, subject } of visits) {
    await oldTables(database)
      .insertInto('visit_quarters')
      .values({ quarter: Math.floor(at / QUARTER_MS), subject, counts: OLD_COUNTS })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}
