import type { Dialect } from '../platform/http/dialect.ts';

/** The wire of `sources/sharecd-docs.txt`: objects travel bare, errors as `{"error":{"code","message"}}`. */
export const linksDialect: Dialect = {
  name: 'links',
  codeOf: (code) => code,
  error: (code, message) => ({ error: { code, message } }),
};
