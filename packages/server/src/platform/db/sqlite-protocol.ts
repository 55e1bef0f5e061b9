/** What travels between the answering thread and a SQLite thread. */
export type SqliteValue = null | number | bigint | string | Uint8Array;

export type SqliteRequest = { readonly id: number; readonly sql: string; readonly parameters: readonly SqliteValue[] };

export type SqliteReply =
  | { readonly id: number; readonly rows: Record<string, unknown>[]; readonly changes: number }
  | { readonly id: number; readonly failure: SqliteFailure };

export type SqliteFailure = { readonly message: string; readonly code: string; readonly errcode: number };

export type SqliteThreadOptions = { readonly file: string; readonly readOnly: boolean };

/** Kysely hands over what callers wrote; SQLite knows no booleans, no `undefined` and no dates. */
export function toSqliteValue(value: unknown): SqliteValue {
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'string') return value;
  if (value instanceof Uint8Array) return value;
  throw new TypeError(`a ${typeof value} cannot be a SQLite parameter`);
}
