import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { KEY_SCOPES, type KeyKind, type KeyScope, type Plan } from '../../src/accounts/index.ts';
import { makeKey } from '../../src/commands/keys/make-key.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { deriveKeyring } from '../../src/platform/crypto/keyring.ts';
import { createSealer } from '../../src/platform/crypto/seal.ts';
import type { Engine } from '../../src/platform/db/engine.ts';
import { createIds } from '../../src/platform/ids.ts';
import type { Environment } from '../harness/server-process.ts';
import { type Answer, type Ask, type Key, SECRET, type UsedServer, useServer } from './use-server.ts';

export const PAGE_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
export const NO_PAGE = '01900000-0000-7000-8000-000000000000';
export const HTML = '<!doctype html><html><head><title>The title</title></head><body><h1>Heading</h1></body></html>';

export type PageBody = {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly visibility: string;
  readonly version: number;
  readonly file_size: number;
  readonly url: string;
};

/** An answer in the envelope of failures of this API, and nothing else in it. */
export function pageRefusal(status: number, code: string, message = '') {
  return {
    status,
    headers: expect.any(Headers),
    body: { error: { code, message: expect.stringContaining(message) } },
  };
}

export const MISSING_PAGE = pageRefusal(404, 'PAGE_NOT_FOUND', 'There is no page with this id.');

export type KeyOptions = { readonly kind?: KeyKind; readonly plan?: Plan; readonly scopes?: readonly KeyScope[] };

export type UsedPages = UsedServer & {
  /** A key of the workspace with this handle, made when there is none. */
  createKey(handle: string, options?: KeyOptions): Promise<Key>;
  upload(body: string | Uint8Array, ask?: Ask & { readonly query?: string }): Promise<Answer>;
  /** Uploads what must be taken. */
  uploaded(ask?: Ask & { readonly query?: string }): Promise<PageBody>;
  /** Files of the blob store, finished and unfinished. */
  blobFiles(): Promise<string[]>;
  /** Everything that pages keep. */
  snapshot(): Promise<unknown>;
};

export function usePages(engine: Engine, settings: Environment = {}): UsedPages {
  const contract = useServer(engine, settings);

  async function createKey(handle: string, { kind = 'live', plan, scopes = KEY_SCOPES }: KeyOptions = {}) {
    const clock = systemClock;
    const { db } = contract.database;
    const keyring = deriveKeyring(SECRET);
    const store = { db, keyring, sealer: createSealer(keyring), clock, ids: createIds(clock), close: async () => {} };
    const made = await makeKey(store, { kind, plan, name: null, handle, scopes, expiresAtMs: null });
    return { token: made.token, id: made.key.id, workspaceId: made.workspace.id };
  }

  const upload: UsedPages['upload'] = (body, { query = '', headers = {}, ...ask } = {}) =>
    contract.ask('POST', `/api/v1/pages${query}`, {
      ...ask,
      body,
      headers: { 'content-type': 'text/html', ...headers },
    });

  return Object.assign(Object.create(contract), {
    createKey,
    upload,
    async uploaded(ask: Parameters<UsedPages['uploaded']>[0] = {}) {
      const { status, body } = await upload(HTML, ask);
      expect({ status, body }).toMatchObject({ status: 201 });
      return (body as { data: PageBody }).data;
    },
    async blobFiles() {
      const entries = await readdir(join(contract.server.dataDir, 'blobs'), { recursive: true, withFileTypes: true });
      return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
    },
    async snapshot() {
      const { db } = contract.database;
      const tables = ['pages', 'page_versions', 'page_comments', 'page_grants', 'page_counts', 'doomed_blobs'] as const;
      return Promise.all(
        tables.map(async (table) => {
          const rows = await db.selectFrom(table).selectAll().execute();
          return [table, rows.map((row) => JSON.stringify(row)).toSorted()];
        }),
      );
    },
  });
}
