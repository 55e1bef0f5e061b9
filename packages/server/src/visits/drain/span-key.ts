/** The roll-up of a subject that begins at `start`: a quarter hour, a day or a fortnight since 1970. */
export type SpanKey = { readonly start: number; readonly subject: number };

/** As the rows lie: SQLite then turns to each page once. */
export const bySpan = (one: SpanKey, other: SpanKey): number => one.start - other.start || one.subject - other.subject;
