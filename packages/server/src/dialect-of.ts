import { linksDialect } from './links/index.ts';
import { pagesDialect } from './pages/index.ts';
import type { Dialect } from './platform/http/dialect.ts';
import { sharesDialect } from './shares/index.ts';

const API = /^\/(?:api\/)?v1(?:\/|$)/;

const DIALECTS: readonly { readonly paths: RegExp; readonly dialect: Dialect }[] = [
  { paths: /^\/api\/v1\/(?:shares?|components)(?:\/|$)/, dialect: sharesDialect },
  { paths: /^\/s\/[^/]+\/answer$/, dialect: sharesDialect },
  { paths: /^\/api\/v1\/pages(?:\/|$)/, dialect: pagesDialect },
  { paths: API, dialect: linksDialect },
];

/** How the API that a path belongs to speaks; `undefined` for what is no API. */
export function dialectOf(path: string): Dialect | undefined {
  return DIALECTS.find(({ paths }) => paths.test(path))?.dialect;
}
