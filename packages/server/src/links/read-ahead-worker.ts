import { parentPort, workerData } from 'node:worker_threads';
import { createSealer } from '../platform/crypto/seal.ts';
import { lowerThreadPriority } from '../platform/lower-priority.ts';
import { type PackedLink, writeLinkBatch } from './link-batch.ts';
import { packTarget } from './packed-target.ts';
import type { ReadAheadOptions, ReadAheadRequest } from './read-ahead.ts';
import { openRedirectPages } from './redirect-pages.ts';
import { openRedirectTarget } from './redirect-target.ts';

// The thread that reads links and opens their seals before anybody asks for them.

/** About a millisecond of work here, and a tenth of that for the thread that answers. */
const LINKS_A_PAGE = 100;

const port = parentPort;
if (port === null) throw new Error('read-ahead-worker.ts runs as a worker only');
// `workerData` is untyped; `openReadAhead`, the only one to start this thread, passes these options.
const options = workerData as ReadAheadOptions;

lowerThreadPriority(10);
const sealer = createSealer(options.sealing);
const pages = await openRedirectPages(options.location);

port.on('message', async (request: ReadAheadRequest) => {
  if (request === 'close') {
    await pages.close();
    port.close();
    return;
  }
  const rows = await pages.next(LINKS_A_PAGE);
  // A copy: what is packed is good until the next is.
  const links = rows.map((row): PackedLink => [row.slug, Buffer.from(packTarget(openRedirectTarget(sealer, row)))]);
  const batch = writeLinkBatch(links);
  port.postMessage(batch, [batch.buffer]);
});
