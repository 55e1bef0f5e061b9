import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createTestClock, type TestClock } from '../../../test/harness/clock.ts';
import { createTestDatabase, describeEachEngine, type TestDatabase } from '../../../test/harness/database.ts';
import { createTemporaryDirectory } from '../../../test/harness/temporary-directory.ts';
import { deriveKeyring } from '../crypto/keyring.ts';
import { createSealer } from '../crypto/seal.ts';
import { createIds } from '../ids.ts';
import type { Blobs } from './blobs.ts';
import { openBlobs } from './open-blobs.ts';
import { type BlobDeps, putBlob } from './put-blob.ts';
import { sweepBlobs } from './sweep-blobs.ts';

const HOUR_MS = 3_600_000;
const sealer = createSealer(deriveKeyring(randomBytes(32)));
const never = new AbortController().signal;

describeEachEngine('bytes that are stored with what refers to them', (engine) => {
  let database: TestDatabase;
  let clock: TestClock;
  let blobs: Blobs;
  let deps: BlobDeps;
  beforeAll(async () => {
    database = await createTestDatabase(engine);
  });
  beforeEach(async () => {
    await database.db.deleteFrom('doomed_blobs').execute();
    clock = createTestClock();
    blobs = openBlobs({ kind: 'folder', directory: join(await createTemporaryDirectory('blobs'), 'b') }, sealer);
    deps = { db: database.db, blobs, clock, ids: createIds(clock) };
  });
  afterAll(() => database.close());

  const doomed = () => database.db.selectFrom('doomed_blobs').select('key').execute();

  it('stay when the transaction is made', async () => {
    const key = await putBlob(deps, 'pages', Buffer.from('kept'), async (_transaction, made) => made);
    expect(await doomed()).toEqual([]);
    clock.advance(2 * HOUR_MS);
    await sweepBlobs(deps, never);
    expect((await blobs.get(key))?.toString()).toBe('kept');
  });

  it('are gone when the transaction fails', async () => {
    let tried = '';
    const putting = putBlob(deps, 'pages', Buffer.from('x'), async (_transaction, key) => {
      tried = key;
      expect(await blobs.get(key)).toBeDefined();
      throw new Error('no room');
    });
    await expect(putting).rejects.toThrow('no room');
    expect(await blobs.get(tried)).toBeUndefined();
    expect(await doomed()).toEqual([]);
  });

  it('are swept an hour later when the process was killed before the transaction', async () => {
    let tried = '';
    const deadProcess: BlobDeps = {
      ...deps,
      blobs: {
        ...blobs,
        async put(key, bytes) {
          tried = key;
          await blobs.put(key, bytes);
          throw new Error('killed');
        },
        remove: () => Promise.reject(new Error('killed')),
      },
    };
    await expect(putBlob(deadProcess, 'pages', Buffer.from('x'), async () => 1)).rejects.toThrow('killed');
    await database.db
      .updateTable('doomed_blobs')
      .set({ due_at: clock.now() + HOUR_MS })
      .execute();
    clock.advance(HOUR_MS - 1);
    await sweepBlobs(deps, never);
    expect(await blobs.get(tried)).toBeDefined();
    clock.advance(1);
    await sweepBlobs(deps, never);
    expect(await blobs.get(tried)).toBeUndefined();
    expect(await doomed()).toEqual([]);
  });

  it('stay when the transaction was made and only its answer was lost', async () => {
    let made = '';
    const lossy = new Proxy(database.db, {
      get(target, name, receiver) {
        if (name !== 'transaction') return Reflect.get(target, name, receiver).bind(target);
        return () => ({
          async execute(run: Parameters<ReturnType<typeof target.transaction>['execute']>[0]) {
            await target.transaction().execute(run);
            throw new Error('Connection terminated');
          },
        });
      },
    });
    const putting = putBlob({ ...deps, db: lossy }, 'pages', Buffer.from('kept'), async (_transaction, key) => {
      made = key;
    });
    await expect(putting).rejects.toThrow('Connection terminated');
    expect((await blobs.get(made))?.toString()).toBe('kept');
  });
});
