import type { Workspace } from '../accounts/index.ts';
import type { Page, PageVersion } from './page.ts';
import type { PageObject, VersionObject } from './pages.schema.ts';

const toIso = (atMs: number): string => new Date(atMs).toISOString();

export function pathOfPage(page: Pick<Page, 'slug'>, { handle }: Pick<Workspace, 'handle'>): string {
  return `/${handle}/${page.slug}`;
}

/** The page of the contract. `publicUrl`: this server's own address. */
export function presentPage(page: Page, workspace: Pick<Workspace, 'handle'>, publicUrl: string): PageObject {
  const url = pathOfPage(page, workspace);
  return {
    id: page.id,
    slug: page.slug,
    title: page.title,
    mode: page.mode,
    file_size: page.fileSize,
    visibility: page.visibility,
    version: page.version,
    url,
    full_url: `${publicUrl}${url}`,
    created_at: toIso(page.createdAtMs),
    updated_at: toIso(page.updatedAtMs),
    ...(page.takenDownAtMs === null ? {} : { taken_down_at: toIso(page.takenDownAtMs) }),
  };
}

export function presentVersion({ number, fileSize, restoredFrom, createdAtMs }: PageVersion): VersionObject {
  return { version: number, file_size: fileSize, restored_from: restoredFrom, created_at: toIso(createdAtMs) };
}
