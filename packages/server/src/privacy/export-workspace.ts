import { once } from 'node:events';
import { pipeline } from 'node:stream';
import { createGzip } from 'node:zlib';
import { type Pack, pack } from 'tar-stream';
import type { RecordFile } from '../platform/records/record-keeper.ts';
import type { PrivacyDeps } from './privacy-deps.ts';

const README = `Everything that this server keeps of one workspace, in both modes.

*.json and *.jsonl are UTF-8; *.jsonl holds one object a line. Objects look as the API shows them. Addresses of visitors are
anonymised: they were never kept otherwise. Keys and passwords are not here, because only hashes of them are kept.
`;

async function* filesOf({ recordKeepers }: Pick<PrivacyDeps, 'recordKeepers'>, workspaceId: string) {
  yield { path: 'README.txt', content: README } satisfies RecordFile;
  for (const keeper of recordKeepers) yield* keeper.export(workspaceId);
}

async function fill(archive: Pack, files: AsyncIterable<RecordFile>, mtime: Date): Promise<void> {
  // Whoever reads the archive may go away at any time, and nothing else would then end the waiting below.
  const closed = once(archive, 'close').then(() => Promise.reject(new Error('nobody reads the archive any more')));
  closed.catch(() => {});
  for await (const { path, content } of files) {
    const bytes = Buffer.from(content);
    // Waits until the reader has taken it: an archive is never in memory as a whole.
    const written = new Promise<void>((resolve, reject) => {
      archive.entry({ name: path, mtime }, bytes, (error) => (error ? reject(error) : resolve()));
    });
    await Promise.race([written, closed]);
  }
  archive.finalize();
}

/**
 * The data of a workspace as a tar archive with gzip, made while it is read. It breaks off when a part of it cannot be had: an
 * archive that looks whole is whole.
 */
export function exportWorkspace(
  deps: Pick<PrivacyDeps, 'recordKeepers' | 'clock'>,
  workspaceId: string,
): ReadableStream<Uint8Array> {
  const archive = pack();
  const compressed = createGzip();
  // Carries failures and a reader's going away from one to the other; the reader hears of them by itself.
  pipeline(archive, compressed, () => {});
  fill(archive, filesOf(deps, workspaceId), new Date(deps.clock.now())).catch((error) => archive.destroy(error));
  return ReadableStream.from(compressed);
}
