import type { Scope } from '../accounts/index.ts';
import { createUuidCursors } from '../platform/crypto/uuid-cursor.ts';
import { AppError } from '../platform/http/app-error.ts';
import { FAILURES } from '../platform/http/kinds-of-failure.ts';
import type { Page } from './page.ts';
import type { PageDeps } from './page-deps.ts';
import { toPage } from './page-row.ts';
import { listPageRows } from './pages.store.ts';

export type Listing = { readonly limit: number; readonly cursor?: string | undefined };

/** A part of a list. `nextCursor` is null when it is the last. */
export type Listed<Item> = { readonly items: readonly Item[]; readonly nextCursor: string | null };

const foreignCursor = (): AppError =>
  new AppError(FAILURES.invalid, 'The field "cursor" is not valid: it must be the "next_cursor" of this very list.');

/** What the cursors of a list in the order of ids lead to. Throws `invalid_request` for one of another list. */
export function idCursors({ keyring }: Pick<PageDeps, 'keyring'>, list: string) {
  const cursors = createUuidCursors(keyring, list);
  return {
    read(cursor: string | undefined): string | undefined {
      if (cursor === undefined) return undefined;
      const id = cursors.read(cursor);
      if (id === undefined) throw foreignCursor();
      return id;
    },
    /** `rows`: one more than `limit`, when there is one more. */
    cut<Row extends { readonly id: string }>(rows: readonly Row[], limit: number) {
      const last = rows[limit - 1];
      const nextCursor = rows.length > limit && last !== undefined ? cursors.write(last.id) : null;
      return { rows: rows.slice(0, limit), nextCursor };
    },
  };
}

/** Newest first. Throws `invalid_request` for a cursor of another list. */
export async function listPages(deps: Pick<PageDeps, 'db' | 'sealer' | 'keyring'>, scope: Scope, listing: Listing) {
  const cursors = idCursors(deps, `pages of ${scope.workspaceId}, ${scope.livemode}`);
  const before = cursors.read(listing.cursor);
  const found = await listPageRows(deps.db, scope, { limit: listing.limit + 1, before });
  const { rows, nextCursor } = cursors.cut(found, listing.limit);
  const pages: Listed<Page> = { items: rows.map((row) => toPage(deps.sealer, row)), nextCursor };
  return pages;
}
