import type { Queryable } from './postgres-visit-transaction.ts';

type Texts = {
  /** Asks for the `number` and `name` of each of $1. */
  readonly find: string;
  /** Gives each of $1 a number, unless it has one. */
  readonly add: string;
};

/** What tells the numbers of names, and gives one to each that has none. */
export function postgresNumbers(client: Queryable, { find, add }: Texts) {
  async function numbersOf(names: readonly string[]): Promise<Map<string, number>> {
    const { rows } = await client.query<{ name: string; number: number }>(find, [names]);
    return new Map(rows.map(({ name, number }) => [name, number]));
  }

  return async (names: readonly string[]): Promise<number[]> => {
    let numbers = await numbersOf(names);
    const missing = names.filter((name) => !numbers.has(name));
    if (missing.length > 0) {
      // Another node may add the same name at this moment; who was first decides, and both read its number.
      await client.query(add, [missing]);
      numbers = await numbersOf(names);
    }
    return names.map((name) => {
      const number = numbers.get(name);
      if (number === undefined) throw new Error('a name that was just added has no number');
      return number;
    });
  };
}
