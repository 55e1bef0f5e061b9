import type { Db } from '../../platform/db/engine.ts';
import { valueIn } from '../roll-ups/value-names.ts';
import '../visits.table.ts';

const NUMBERS_AT_ONCE = 5_000;

/** The texts of counted values, by their numbers. */
export async function readValues(db: Db, numbers: readonly number[]): Promise<Map<number, string>> {
  const values = new Map<number, string>();
  for (let index = 0; index < numbers.length; index += NUMBERS_AT_ONCE) {
    const rows = await db
      .selectFrom('visit_values')
      .select(['number', 'value'])
      .where('number', 'in', numbers.slice(index, index + NUMBERS_AT_ONCE))
      .execute();
    for (const row of rows) values.set(row.number, valueIn(row.value));
  }
  return values;
}
