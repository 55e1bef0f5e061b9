export { type AddressedPage, findPageByAddress } from './find-page-by-address.ts';
export { activateGrants, type MayReadDeps, mayRead, type Reader } from './may-read.ts';
export type { Page, PageMode, PageVersion, Visibility } from './page.ts';
export { parsePageSubject } from './page-changes.ts';
export type { PageDeps } from './page-deps.ts';
export { pagesDialect } from './pages.dialect.ts';
export { type PageContent, readPageBytes } from './read-page-bytes.ts';
export { createPageShow, type PageShow } from './show/page-show.ts';
export type { PageShowDeps } from './show/page-show-deps.ts';
