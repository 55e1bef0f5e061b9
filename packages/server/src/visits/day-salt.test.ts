import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTestClock } from '../../test/harness/clock.ts';
import { createTestDatabase, describeEachEngine, type TestDatabase } from '../../test/harness/database.ts';
import { deriveKeyring } from '../platform/crypto/keyring.ts';
import { createSealer } from '../platform/crypto/seal.ts';
import { createLog } from '../platform/log.ts';
import { openDaySalt } from './day-salt.ts';

const DAY_MS = 86_400_000;

describeEachEngine('the salt of visitor hashes', (engine) => {
  let database: TestDatabase;
  const sealer = createSealer(deriveKeyring(randomBytes(32)));
  const log = createLog('silent');

  beforeEach(async () => {
    database = await createTestDatabase(engine);
  });
  afterEach(() => database.close());

  it('is the same on two nodes and after a restart', async () => {
    const clock = createTestClock();
    const [one, two] = await Promise.all([
      openDaySalt({ db: database.db, sealer, clock, log }),
      openDaySalt({ db: database.db, sealer, clock, log }),
    ]);
    expect(one.at(clock.now())).toBe(two.at(clock.now()));
    one.close();
    two.close();
    const three = await openDaySalt({ db: database.db, sealer, clock, log });
    expect(three.at(clock.now())).toBe(two.at(clock.now()));
    three.close();
  });

  it('is another one the next day, known before midnight', async () => {
    const clock = createTestClock();
    const salt = await openDaySalt({ db: database.db, sealer, clock, log });
    const today = salt.at(clock.now());
    const tomorrow = salt.at(clock.now() + DAY_MS);
    expect(tomorrow).not.toBe(today);
    const elsewhere = await openDaySalt({ db: database.db, sealer, clock, log });
    expect(elsewhere.at(clock.now() + DAY_MS)).toBe(tomorrow);
    salt.close();
    elsewhere.close();
  });

  it('is gone from the database when its day is over', async () => {
    const clock = createTestClock();
    (await openDaySalt({ db: database.db, sealer, clock, log })).close();
    clock.advance(DAY_MS);
    (await openDaySalt({ db: database.db, sealer, clock, log })).close();
    const days = await database.db.selectFrom('day_salts').select('day').orderBy('day').execute();
    expect(days.map((row) => row.day)).toEqual(['2026-01-16', '2026-01-17']);
  });

  it('cannot be read from the database without the server’s key', async () => {
    const clock = createTestClock();
    const salt = await openDaySalt({ db: database.db, sealer, clock, log });
    const { salt: stored } = await database.db
      .selectFrom('day_salts')
      .select('salt')
      .where('day', '=', '2026-01-15')
      .executeTakeFirstOrThrow();
    expect(Buffer.from(stored).toString('hex')).not.toContain(salt.at(clock.now()));
    salt.close();
  });
});
