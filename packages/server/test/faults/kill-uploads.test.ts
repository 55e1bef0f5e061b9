import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { describeEachEngine } from '../harness/database.ts';
import { startServer } from '../harness/server-process.ts';
import { issueKey } from './issue-key.ts';
import { createUploader, PAGES_PLENTY, randomPage, readBlobs } from './page-uploads.ts';
import { rounds } from './rounds.ts';
import { createSeededRandom } from './seeded-random.ts';
import { createServerStore } from './server-store.ts';
import { showLogsOnFailure } from './show-logs-on-failure.ts';

const KILLS = rounds(2, 60);
const CONNECTIONS = 8;

describeEachEngine('a server that is killed while pages are uploaded', (engine) => {
  it(`has every page that was answered, whole, and no bytes it does not know of, after each of ${KILLS} kills`, async () => {
    const random = createSeededRandom();
    const store = await createServerStore(engine, PAGES_PLENTY);
    let server = await startServer(store.options);
    showLogsOnFailure(() => server);
    const { key } = await issueKey(server);
    const answered = new Map<string, string>();
    for (let kill = 1; kill <= KILLS; kill++) {
      const uploader = createUploader(server, key);
      let isKilled = false;
      const uploading = Array.from({ length: CONNECTIONS }, async () => {
        while (!isKilled) {
          // A request that was under way has no answer, and the next ones find nobody.
          const status = await uploader.upload(randomPage(random.between(10, 200_000))).catch(() => undefined);
          if (status !== undefined) expect(status).toBe(201);
          else if (!isKilled) await pause(1);
        }
      });
      while (uploader.answered.size === 0) await pause(5);
      await pause(random.between(0, 900));
      await server.kill();
      isKilled = true;
      await Promise.all(uploading);
      for (const [id, digest] of uploader.answered) answered.set(id, digest);

      server = await startServer(store.options);
      const reader = createUploader(server, key);
      for (const [id, digest] of answered) expect(await reader.digestOf(id), id).toBe(digest);
      const blobs = await readBlobs(store);
      expect(blobs.unfinished).toEqual([]);
      expect(blobs.counted).toBe(blobs.referred.length);
      expect(blobs.referred.length).toBeGreaterThanOrEqual(answered.size);
      const known = new Set([...blobs.referred, ...blobs.doomed]);
      expect(blobs.finished.filter((name) => !known.has(name))).toEqual([]);
      expect(blobs.referred.filter((name) => !blobs.finished.includes(name))).toEqual([]);
    }
    expect(answered.size).toBeGreaterThan(0);
    expect(await server.stop()).toBe(0);
    await store.remove();
  });
});
