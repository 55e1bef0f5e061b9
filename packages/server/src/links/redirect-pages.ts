import type { DatabaseLocation } from '../platform/db/open-database.ts';
import { openSqlite } from '../platform/db/sqlite-connection.ts';
import { REDIRECT_COLUMNS, type RedirectRow } from './redirect-target.ts';

export type AddressedRow = RedirectRow & { readonly slug: string };

/** The links that can be followed on this server's own address, newest first. */
export type RedirectPages = {
  /** The next so many of them; none after the last. */
  next(rowsMax: number): Promise<AddressedRow[]>;
  close(): Promise<void>;
};

const COLUMNS = ['slug', ...REDIRECT_COLUMNS] as const;

/** Behind every id. */
const FIRST = '~';

function openSqlitePages(file: string): RedirectPages {
  const database = openSqlite(file, { readOnly: true, durability: 'normal' });
  // The plus keeps SQLite from going through the index by address, and sorting all of it for each page.
  const statement = database.prepare(
    `select ${COLUMNS.join(', ')} from links where id < ? and +domain = '' and status = 'active' order by id desc limit ?`,
  );
  let last = FIRST;
  return {
    async next(rowsMax) {
      // The columns are those of `COLUMNS`, with the types that the table's only writer gives them.
      const rows = statement.all(last, rowsMax) as AddressedRow[];
      last = rows.at(-1)?.id ?? last;
      return rows;
    },
    close: async () => database.close(),
  };
}

async function openPostgresPages(location: DatabaseLocation): Promise<RedirectPages> {
  // Some three hundred files, which SQLite needs nothing of.
  const { openDatabase } = await import('../platform/db/open-database.ts');
  const { db, close } = openDatabase(location, () => {}, { connectionsMax: 1 });
  const query = db.selectFrom('links').select(COLUMNS).where('domain', '=', '').where('status', '=', 'active');
  let last: string | undefined;
  return {
    async next(rowsMax) {
      const rest = last === undefined ? query : query.where('id', '<', last);
      const rows = await rest.orderBy('id', 'desc').limit(rowsMax).execute();
      last = rows.at(-1)?.id ?? last;
      return rows;
    },
    close,
  };
}

export async function openRedirectPages(location: DatabaseLocation): Promise<RedirectPages> {
  return location.engine === 'sqlite' ? openSqlitePages(location.file) : openPostgresPages(location);
}
