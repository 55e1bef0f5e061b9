import pg from 'pg';

/** What pg says when `query_timeout` is over; it has no code. */
const NO_ANSWER = 'Query read timeout';

/**
 * A connection that is given up with the first query that is not answered in time. pg would go on with it: but the query may be
 * carried out later, and after a late `begin` whoever gets the connection next is inside a transaction that nobody commits.
 */
export class ImpatientClient extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: passes on whatever of pg's nine overloads was meant
  override query(...parameters: any[]): any {
    const result: unknown = Reflect.apply(super.query, this, parameters);
    if (result instanceof Promise) {
      result.catch((error: unknown) => {
        if (error instanceof Error && error.message === NO_ANSWER) void this.end();
      });
    }
    return result;
  }
}
