import { createGzip } from 'node:zlib';
import { pack } from 'tar-stream';
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

/** The data of a workspace as a tar archive with gzip, made while it is read. */
export function exportWorkspace(
  deps: Pick<PrivacyDeps, 'recordKeepers' | 'clock'>,
  workspaceId: string,
): ReadableStream<Uint8Array> {
  const archive = pack();
  const mtime = new Date(deps.clock.now());
  const fill = async () => {
    for await (const { path, content } of filesOf(deps, workspaceId)) {
      const bytes = Buffer.from(content);
      // Waits until the reader has taken it: an archive is never in memory as a whole.
      await new Promise<void>((resolve, reject) => {
        archive.entry({ name: path, mtime }, bytes, (error) => (error == null ? resolve() : reject(error)));
      });
    }
    archive.finalize();
  };
  fill().catch((error) => archive.destroy(error instanceof Error ? error : new Error(String(error))));
  return ReadableStream.from(archive.pipe(createGzip()));
}
