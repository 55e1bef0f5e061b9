import type { DatabaseSync } from 'node:sqlite';
import { numberIn, prepareRow } from '../../platform/db/sqlite-row.ts';

type Texts = {
  /** Asks for the number of a name. */
  readonly find: string;
  /** Gives a name a number, unless it has one. */
  readonly add: string;
};

type InTransaction = (work: () => Promise<void>) => Promise<void>;

/** What tells the numbers of names, and gives one to each that has none. `inTransaction` runs its work in one. */
export function sqliteNumbers(database: DatabaseSync, inTransaction: InTransaction, texts: Texts) {
  const find = prepareRow(database, texts.find);
  const add = database.prepare(texts.add);
  const numberOf = (name: string): number | null => numberIn(find.get(name)?.[0]);

  return async (names: readonly string[]): Promise<number[]> => {
    const known = names.map(numberOf);
    const missing = names.filter((_, index) => known[index] === null);
    if (missing.length > 0) {
      await inTransaction(async () => {
        for (const name of missing) add.run(name);
      });
    }
    return names.map((name, index) => {
      const number = known[index] ?? numberOf(name);
      if (number === null) throw new Error('a name that was just added has no number');
      return number;
    });
  };
}
