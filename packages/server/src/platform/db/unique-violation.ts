/** A unique index, under the name PostgreSQL reports and the columns SQLite reports. */
export type UniqueIndex = { readonly name: string; readonly table: string; readonly columns: readonly string[] };

/**
 * Whether `error` says that `index` was violated. Conflicts are found this way, by inserting, and never by looking first:
 * a look is stale before the insert runs.
 *
 * PostgreSQL reports SQLSTATE 23505 with the constraint's name; SQLite reports 2067 (unique) or 1555 (primary key) and
 * lists the columns in its message.
 */
export function isUniqueViolation(error: unknown, index: UniqueIndex): boolean {
  if (typeof error !== 'object' || error === null) return false;
  if ('code' in error && error.code === '23505') return 'constraint' in error && error.constraint === index.name;
  if (!('errcode' in error) || (error.errcode !== 2067 && error.errcode !== 1555)) return false;
  const columns = index.columns.map((column) => `${index.table}.${column}`).join(', ');
  return 'message' in error && typeof error.message === 'string' && error.message.endsWith(`: ${columns}`);
}
