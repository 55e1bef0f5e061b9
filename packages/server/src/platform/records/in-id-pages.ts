const AT_ONCE = 500;

/** All rows in the order of their ids, read some at a time. `read` returns those behind `afterId`, `limit` at most. */
export async function* inIdPages<Row extends { readonly id: string }>(
  read: (afterId: string, limit: number) => Promise<readonly Row[]>,
): AsyncGenerator<Row> {
  for (let afterId = ''; ; ) {
    const rows = await read(afterId, AT_ONCE);
    yield* rows;
    const last = rows.at(-1);
    if (rows.length < AT_ONCE || last === undefined) return;
    afterId = last.id;
  }
}
