import type { DatabaseSync, SQLInputValue, SQLOutputValue } from 'node:sqlite';

export type SqliteRow = readonly SQLOutputValue[];

export type RowStatement = { get(...parameters: SQLInputValue[]): SqliteRow | undefined };

/**
 * Prepares a statement that is asked for one row after the other; a row is the values of its columns, in their order. As an object
 * with the names of the columns it takes twice the time.
 */
export function prepareRow(database: DatabaseSync, text: string): RowStatement {
  const statement = database.prepare(text);
  statement.setReturnArrays(true);
  return {
    // node's types know rows as objects only.
    get: (...parameters) => statement.get(...parameters) as unknown as SqliteRow | undefined,
  };
}

/** Throws for what is no blob. */
export function bytesIn(value: SQLOutputValue | undefined): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw new TypeError('a column does not hold bytes');
}

/** `null` for NULL. */
export const numberIn = (value: SQLOutputValue | undefined): number | null =>
  value === null || value === undefined ? null : Number(value);
