import type { Sealer } from '../platform/crypto/seal.ts';
import type { Page, PageVersion } from './page.ts';
import type { PageRow, PageVersionRow } from './pages.table.ts';

const titlePlace = (id: string) => ({ table: 'pages', column: 'title', row: id });

export function sealTitle(sealer: Sealer, id: string, title: string): Uint8Array {
  return sealer.seal(title, titlePlace(id));
}

/** Throws `SealBroken` when the stored title was altered. */
export function toPage(sealer: Sealer, row: PageRow): Page {
  return {
    id: row.id,
    scope: { workspaceId: row.workspace_id, livemode: row.livemode === 1 },
    slug: row.slug,
    title: sealer.open(row.title, titlePlace(row.id)).toString('utf8'),
    mode: row.mode,
    visibility: row.visibility,
    version: row.version,
    fileSize: row.file_size,
    takenDownAtMs: row.taken_down_at,
    createdAtMs: row.created_at,
    updatedAtMs: row.updated_at,
  };
}

export function toVersion(row: PageVersionRow): PageVersion {
  return {
    number: row.number,
    blobKey: row.blob_key,
    fileSize: row.file_size,
    charset: row.charset,
    etag: row.etag,
    restoredFrom: row.restored_from,
    createdAtMs: row.created_at,
  };
}
