import { createHash, randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServerProcess } from '../harness/server-process.ts';
import type { ServerStore } from './server-store.ts';

export const PAGES_PLENTY = {
  PROFFER_LIMITS: '{"pages.upload":["1000000/s"],"pages.read":["1000000/s"],"pages.delete":["1000000/s"]}',
  PROFFER_PLANS: '{"free":{"pages":null}}',
};

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** A page of up to 200 kB that is like no other. */
export function randomPage(sizeBytes: number): Buffer {
  return Buffer.from(`<p>${randomBytes(Math.ceil(sizeBytes / 2)).toString('hex')}`);
}

/** Uploads pages to one server, and remembers what was answered. */
export function createUploader(server: Pick<ServerProcess, 'url'>, key: string) {
  const headers = { authorization: `Bearer ${key}` };
  const answered = new Map<string, string>();
  return {
    /** The digests of pages whose upload was answered with 201, by their ids. */
    answered,
    async upload(bytes: Buffer): Promise<number> {
      const sent = { ...headers, 'content-type': 'text/html' };
      const init = { method: 'POST', headers: sent, body: new Uint8Array(bytes) };
      const response = await fetch(`${server.url}/api/v1/pages`, init);
      const body = (await response.json()) as { data?: { id: string } };
      if (response.status === 201 && body.data !== undefined) answered.set(body.data.id, digest(bytes));
      return response.status;
    },
    async digestOf(id: string): Promise<string> {
      const response = await fetch(`${server.url}/api/v1/pages/${id}/versions/1`, { headers });
      if (response.status !== 200) throw new Error(`the page ${id} was answered with ${response.status}`);
      return digest(new Uint8Array(await response.arrayBuffer()));
    },
  };
}

/** The keys of blobs by where they are known: as files, from versions, as doomed; and names of unfinished files. */
export async function readBlobs({ options, openDatabase }: ServerStore) {
  const directory = join(options.dataDir, 'blobs');
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const database = openDatabase();
  try {
    const versions = await database.db.selectFrom('page_versions').select('blob_key').execute();
    const doomed = await database.db.selectFrom('doomed_blobs').select('key').execute();
    const counts = await database.db.selectFrom('page_counts').select('pages').execute();
    return {
      finished: files.filter(({ parentPath }) => !parentPath.endsWith('unfinished')).map(({ name }) => `pages/${name}`),
      unfinished: files.filter(({ parentPath }) => parentPath.endsWith('unfinished')).map(({ name }) => name),
      referred: versions.map(({ blob_key }) => blob_key),
      doomed: doomed.map(({ key }) => key),
      counted: counts.reduce((sum, { pages }) => sum + pages, 0),
    };
  } finally {
    await database.close();
  }
}
