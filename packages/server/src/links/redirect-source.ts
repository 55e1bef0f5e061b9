import type { StatementSync } from 'node:sqlite';
import type { Db } from '../platform/db/engine.ts';
import type { DatabaseLocation } from '../platform/db/open-database.ts';
import { openSqlite } from '../platform/db/sqlite-connection.ts';
import type { LinkAddress } from './link-deps.ts';
import { REDIRECT_COLUMNS, type RedirectRow } from './redirect-target.ts';

/**
 * Reads links for the redirect. SQLite answers at once, on a reading connection of the answering thread: a row that is
 * found by its key takes microseconds, a trip to another thread takes many times that. PostgreSQL answers later.
 */
export type RedirectSource = {
  find(address: LinkAddress): RedirectRow | undefined | Promise<RedirectRow | undefined>;
  close(): void;
};

/** Of a million links, the inner pages of the index and of the table: else each link that is not remembered reads those anew. */
const PAGE_CACHE_KIB = 8_192;

function openSqliteSource(file: string): RedirectSource {
  const database = openSqlite(file, { readOnly: true, durability: 'normal' });
  database.exec(`pragma cache_size = -${PAGE_CACHE_KIB}`);
  const statement: StatementSync = database.prepare(
    `select ${REDIRECT_COLUMNS.join(', ')} from links where domain = ? and slug = ?`,
  );
  return {
    // The columns are those of `REDIRECT_COLUMNS`, with the types that the table's only writer gives them.
    find: ({ domain, slug }) => statement.get(domain, slug) as RedirectRow | undefined,
    close: () => database.close(),
  };
}

function openPostgresSource(db: Db): RedirectSource {
  return {
    find: ({ domain, slug }) =>
      db
        .selectFrom('links')
        .select(REDIRECT_COLUMNS)
        .where('domain', '=', domain)
        .where('slug', '=', slug)
        .executeTakeFirst(),
    close: () => {},
  };
}

export function openRedirectSource(location: DatabaseLocation, db: Db): RedirectSource {
  return location.engine === 'sqlite' ? openSqliteSource(location.file) : openPostgresSource(db);
}
