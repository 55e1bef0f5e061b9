import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  createTestDatabase,
  describeEachEngine,
  hasEngine,
  type TestDatabase,
} from '../../../test/harness/database.ts';
import { startPostgres } from '../../../test/harness/postgres.ts';
import { migrations } from '../../migrations/index.ts';
import { databaseTime } from '../db/database-time.ts';
import type { Db } from '../db/engine.ts';
import { migrate } from '../db/migrate.ts';
import { type OpenDatabase, openDatabase } from '../db/open-database.ts';
import { createLog } from '../log.ts';
import { announceChange } from './announce-change.ts';
import { type ChangeFeed, createChangeFeed } from './change-feed.ts';
import { RETENTION_MS } from './change-window.ts';
import { pruneChanges } from './prune-changes.ts';

const log = createLog('silent');

type Listener = { readonly feed: ChangeFeed; readonly heard: string[]; hears(subject: string): Promise<void> };

async function listen(db: Db): Promise<Listener> {
  const feed = createChangeFeed({ db, log, pollEveryMs: 10 });
  const heard: string[] = [];
  feed.onChange((subject) => heard.push(subject));
  await feed.start();
  return {
    feed,
    heard,
    hears: (subject) => vi.waitFor(() => expect(heard).toContain(subject), { timeout: 30_000, interval: 5 }),
  };
}

describeEachEngine('the feed of changes', (engine) => {
  let database: TestDatabase;
  let otherNode: OpenDatabase;
  const listeners: Listener[] = [];
  const listenOn = async (db: Db) => {
    const listener = await listen(db);
    listeners.push(listener);
    return listener;
  };

  beforeEach(async () => {
    database = await createTestDatabase(engine);
    otherNode = database.openAgain();
  });
  afterEach(async () => {
    await Promise.all(listeners.splice(0).map(({ feed }) => feed.close()));
    await otherNode.close();
    await database.close();
  });

  it('tells every node, the announcing one too, each change once and in order', async () => {
    const here = await listenOn(database.db);
    const there = await listenOn(otherNode.db);
    const subjects = Array.from({ length: 30 }, (_, index) => `link:/${index}`);
    for (const subject of subjects) await announceChange(database.db, subject);
    await announceChange(otherNode.db, 'the last');
    await Promise.all([here.hears('the last'), there.hears('the last')]);
    expect(here.heard.toSorted()).toEqual([...subjects, 'the last'].toSorted());
    expect(there.heard).toHaveLength(subjects.length + 1);
  });

  it('does not tell what changed before it started', async () => {
    await announceChange(database.db, 'before');
    const listener = await listenOn(database.db);
    await announceChange(database.db, 'after');
    await listener.hears('after');
    expect(listener.heard).toEqual(['after']);
  });

  it('tells nothing of a transaction that is rolled back', async () => {
    const listener = await listenOn(otherNode.db);
    const transaction = database.db.transaction().execute(async (transaction) => {
      await announceChange(transaction, 'undone');
      throw new Error('changed my mind');
    });
    await expect(transaction).rejects.toThrow('changed my mind');
    await announceChange(database.db, 'done');
    await listener.hears('done');
    expect(listener.heard).toEqual(['done']);
  });

  it.skipIf(engine === 'sqlite')('tells a change that was written first and committed last', async () => {
    const listener = await listenOn(otherNode.db);
    const slow = await database.db.startTransaction().execute();
    await announceChange(slow, 'slow');
    await announceChange(database.db, 'quick');
    await listener.hears('quick');
    await slow.commit().execute();
    await listener.hears('slow');
    expect(listener.heard).toEqual(['quick', 'slow']);
  });

  it('says nothing more once it is closed', async () => {
    const listener = await listenOn(database.db);
    const other = await listenOn(otherNode.db);
    await listener.feed.close();
    await announceChange(database.db, 'unheard');
    await other.hears('unheard');
    expect(listener.heard).toEqual([]);
  });

  it('keeps rows as long as nodes may need them, and no longer', async () => {
    const old = sql<number>`${databaseTime(database.db)} - cast(${RETENTION_MS + 1_000} as bigint)`;
    await database.db.insertInto('changes').values({ id: 'old', subject: 'old', at: old }).execute();
    await announceChange(database.db, 'young');
    await pruneChanges(database.db);
    expect(await database.db.selectFrom('changes').select('subject').execute()).toEqual([{ subject: 'young' }]);
  });
});

describe.skipIf(!hasEngine('postgres'))('the feed of changes, when PostgreSQL goes away', () => {
  it('goes on when it is back, with what was announced meanwhile', async () => {
    const postgres = await startPostgres();
    const database = openDatabase({ engine: 'postgres', url: postgres.url() }, () => {});
    const otherNode = openDatabase({ engine: 'postgres', url: postgres.url() }, () => {});
    try {
      await migrate(database.db, migrations);
      const listener = await listen(database.db);
      await announceChange(otherNode.db, 'before');
      await listener.hears('before');
      await postgres.stop();
      await expect(announceChange(otherNode.db, 'never')).rejects.toThrow();
      await postgres.start();
      await announceChange(otherNode.db, 'after');
      await listener.hears('after');
      expect(listener.heard).toEqual(['before', 'after']);
      await listener.feed.close();
    } finally {
      await otherNode.close();
      await database.close();
      await postgres.destroy();
    }
  });
});
