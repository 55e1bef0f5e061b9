import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';

/** The files of a tar archive with gzip, by their paths. */
export async function readArchive(bytes: Uint8Array): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  const archive = Readable.from([bytes]).pipe(createGunzip()).pipe(extract());
  for await (const entry of archive) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of entry as AsyncIterable<Uint8Array>) chunks.push(chunk); // its types know no chunks
    files.set(entry.header.name, Buffer.concat(chunks).toString('utf8'));
  }
  return files;
}
