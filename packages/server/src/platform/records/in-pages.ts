const AT_ONCE = 500;

type Pages<Row, Key> = {
  /** Smaller than the key of any row. */
  readonly start: Key;
  readonly keyOf: (row: Row) => Key;
  /** Those behind the key `after`, `limit` at most. */
  readonly read: (after: Key, limit: number) => Promise<readonly Row[]>;
};

/** All rows in the order of a key, read some at a time. */
export async function* inPages<Row, Key>({ start, keyOf, read }: Pages<Row, Key>): AsyncGenerator<Row> {
  for (let after = start; ; ) {
    const rows = await read(after, AT_ONCE);
    yield* rows;
    const last = rows.at(-1);
    if (rows.length < AT_ONCE || last === undefined) return;
    after = keyOf(last);
  }
}

/** All rows in the order of their ids. */
export function inIdPages<Row extends { readonly id: string }>(
  read: (afterId: string, limit: number) => Promise<readonly Row[]>,
): AsyncGenerator<Row> {
  return inPages({ start: '', keyOf: (row) => row.id, read });
}
