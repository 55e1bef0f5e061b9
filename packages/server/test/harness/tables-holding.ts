import { sql } from 'kysely';
import type { Db } from '../../src/platform/db/engine.ts';

/** The tables in which one of `texts` stands somewhere in a row, in the clear. */
export async function tablesHolding(db: Db, texts: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const { name } of await db.introspection.getTables()) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(name)}`.execute(db);
    const content = rows
      .flatMap((row) => Object.values(row))
      .map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value)))
      .join('\n');
    if (texts.some((text) => content.includes(text))) found.push(name);
  }
  return found;
}
