import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { hasEngine } from '../../../test/harness/database.ts';
import { type Postgres, startPostgres } from '../../../test/harness/postgres.ts';
import { openPostgresLimits, type PostgresLimits } from '../../../test/limits/open-postgres-limits.ts';
import { createPostgresPool } from '../db/postgres-pool.ts';
import { createLog, type Log } from '../log.ts';
import { createPostgresLimits } from './postgres-limits.ts';

const CREATE_TABLE = 'create table rate_limits (key varchar(255) primary key, points integer not null, expire bigint)';
const FIVE_AN_HOUR = [{ points: 5, perSeconds: 3_600 }];

describe.skipIf(!hasEngine('postgres'))('limits on one PostgreSQL', () => {
  let postgres: PostgresLimits;
  beforeEach(async () => {
    postgres = await openPostgresLimits();
  });
  afterEach(() => postgres.close());

  it('hold across nodes', async () => {
    const consume = (limits = postgres.limits) => limits.consume('links.api', FIVE_AN_HOUR, 'key_1');
    for (let index = 0; index < 3; index++) expect((await consume()).allowed).toBe(true);
    expect(await consume(postgres.limitsElsewhere)).toMatchObject({ allowed: true, remaining: 1 });
    expect(await consume()).toMatchObject({ allowed: true, remaining: 0 });
    expect(await consume(postgres.limitsElsewhere)).toMatchObject({ allowed: false });
  });

  it('store no address', async () => {
    await postgres.limits.consume('redirect.miss', FIVE_AN_HOUR, '203.0.113.7');
    const keys = await postgres.storedKeys();
    expect(keys).toEqual([expect.stringMatching(/^[\w-]{43}$/)]);
  });
});

function listeningLog(warnings: string[]): Log {
  const log: Log = {
    debug() {},
    info() {},
    warn: (_, message) => void warnings.push(message),
    error() {},
    child: () => log,
  };
  return log;
}

describe.skipIf(!hasEngine('postgres'))('limits while PostgreSQL is away', () => {
  let postgres: Postgres;
  beforeEach(async () => {
    postgres = await startPostgres();
  });
  afterEach(() => postgres.destroy());

  it('tell the other nodes afterwards', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const pool = createPostgresPool(postgres.url(), () => {});
    await pool.query(CREATE_TABLE);
    const options = { pool, subjectKey: Buffer.alloc(32), log: createLog('silent'), timeoutMs: 20_000 };
    const [here, elsewhere] = [createPostgresLimits(options), createPostgresLimits(options)];
    const consume = (limits = here) => limits.consume('links.api', FIVE_AN_HOUR, 'key_1');
    expect(await consume()).toMatchObject({ allowed: true, remaining: 4 });
    await postgres.stop();
    expect(await consume()).toMatchObject({ allowed: true, remaining: 3 });
    expect(await consume()).toMatchObject({ allowed: true, remaining: 2 });
    await postgres.start();
    // The database is left alone for a second after a failure.
    vi.setSystemTime(Date.now() + 1_000);
    expect(await consume()).toMatchObject({ allowed: true, remaining: 1 });
    expect(await consume(elsewhere)).toMatchObject({ allowed: true, remaining: 0 });
    expect(await consume(elsewhere)).toMatchObject({ allowed: false });
    await pool.end();
  });

  it.each(['stop', 'pause'] as const)(
    'go on from what was counted here when it answers to nobody (%s)',
    async (outage) => {
      const warnings: string[] = [];
      const pool = createPostgresPool(postgres.url(), () => {});
      await pool.query(CREATE_TABLE);
      const limits = createPostgresLimits({ pool, subjectKey: Buffer.alloc(32), log: listeningLog(warnings) });
      const consume = () => limits.consume('links.api', FIVE_AN_HOUR, 'key_1');
      expect(await consume()).toMatchObject({ allowed: true, remaining: 4 });
      await postgres[outage]();
      const states = await Promise.all(Array.from({ length: 6 }, consume));
      expect(states.filter((state) => state.allowed)).toHaveLength(4);
      expect(warnings).toEqual(['limits are counted by each node for itself']);
      await (outage === 'stop' ? postgres.start() : postgres.resume());
      expect(await consume()).toMatchObject({ allowed: false });
      await pool.end();
    },
  );
});
