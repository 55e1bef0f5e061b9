export { type AddressedPage, findPageByAddress } from './find-page-by-address.ts';
export { activateGrants, type MayReadDeps, mayRead, type Reader } from './may-read.ts';
export type { Page, PageMode, PageVersion, Visibility } from './page.ts';
export type { PageDeps } from './page-deps.ts';
export { pagesDialect } from './pages.dialect.ts';
export { type PageContent, readPageBytes } from './read-page-bytes.ts';
