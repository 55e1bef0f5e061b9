import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { createTemporaryDirectory } from '../../../test/harness/temporary-directory.ts';
import { encodeFrame, makeVisit, writeSegment } from '../../../test/visits/journal-files.ts';
import { deriveKeyring } from '../../platform/crypto/keyring.ts';
import { createLog } from '../../platform/log.ts';
import { createWriterId } from '../journal/segment-name.ts';
import { startDrain } from './start-drain.ts';

it('a drain whose thread crashes is failing, is started again, and goes on', async () => {
  const journalDirectory = await createTemporaryDirectory('journal');
  const file = join(await createTemporaryDirectory('later'), 'not-there-yet', 'test.sqlite');
  writeSegment(journalDirectory, { writer: createWriterId(), number: 1 }, encodeFrame([makeVisit(), makeVisit()]));
  const errors: string[] = [];
  const log = { ...createLog('silent'), error: (_: object, message: string) => void errors.push(message) };
  const location = { engine: 'sqlite', file } as const;
  const sealing = deriveKeyring(Buffer.alloc(32, 1));
  const options = {
    location,
    waitingWriters: undefined,
    journalDirectory,
    currentWriter: '',
    ownHosts: [],
    sealing,
    eventKinds: [],
  };
  const drain = startDrain(options, log);

  await expect.poll(() => drain.stats().failing).toBe(true);
  expect(errors).toContain('the drain of clicks has crashed');

  await mkdir(dirname(file));
  await copyFile(inject('sqliteTemplate'), file);
  await expect.poll(() => drain.stats().drainedVisits).toBe(2);
  await drain.pending();
  expect(drain.stats()).toEqual({ pendingBytes: 0, drainedVisits: 2, failing: false });
  await drain.close();
});
