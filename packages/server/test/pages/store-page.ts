import { createHmac } from 'node:crypto';
import { tagEmail } from '../../src/pages/grants/email-tag.ts';
import type { PageMode, Visibility } from '../../src/pages/index.ts';
import type { Blobs } from '../../src/platform/blobs/blobs.ts';
import type { Clock } from '../../src/platform/clock.ts';
import type { Keyring } from '../../src/platform/crypto/keyring.ts';
import type { Db } from '../../src/platform/db/engine.ts';
import type { Ids } from '../../src/platform/ids.ts';

type Store = {
  readonly db: Db;
  readonly blobs: Blobs;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly keyring: Keyring;
  readonly workspaceId: string;
  readonly seal: (id: string, title: string) => Uint8Array;
};

export type StoredPage = { readonly id: string; readonly path: string };

type Input = {
  readonly html: string | Uint8Array;
  readonly visibility?: Visibility;
  readonly mode?: PageMode;
  readonly charset?: string;
  readonly sharedWith?: { readonly email: string; readonly status: 'pending' | 'active'; readonly personId?: string };
};

/** Writes a page as the API leaves it. */
export async function storePage(store: Store, input: Input): Promise<StoredPage> {
  const { db, blobs, ids, clock, keyring, workspaceId } = store;
  const { html, visibility = 'public', mode = 'static', charset = 'utf-8', sharedWith } = input;
  const bytes = Buffer.from(html);
  const id = ids.uuid();
  const blobKey = `pages/${ids.uuid()}`;
  const slug = id.replaceAll('-', '').slice(-10);
  const nowMs = clock.now();
  await blobs.put(blobKey, bytes);
  await db
    .insertInto('pages')
    .values({
      id,
      workspace_id: workspaceId,
      livemode: 1,
      slug,
      title: store.seal(id, 'A title'),
      mode,
      visibility,
      version: 1,
      file_size: bytes.length,
      taken_down_at: null,
      created_at: nowMs,
      updated_at: nowMs,
    })
    .execute();
  await db
    .insertInto('page_versions')
    .values({
      page_id: id,
      number: 1,
      blob_key: blobKey,
      file_size: bytes.length,
      charset,
      etag: createHmac('sha256', keyring.contentTags).update(bytes).digest('base64url'),
      restored_from: null,
      created_at: nowMs,
    })
    .execute();
  if (sharedWith !== undefined) {
    await db
      .insertInto('page_grants')
      .values({
        id: ids.uuid(),
        page_id: id,
        email: Buffer.alloc(1),
        email_tag: tagEmail(keyring, sharedWith.email),
        status: sharedWith.status,
        person_id: sharedWith.personId ?? null,
        activated_at: null,
        created_at: nowMs,
      })
      .execute();
  }
  return { id, path: `/ada/${slug}` };
}
