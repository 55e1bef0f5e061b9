export { Html, html } from './html.ts';
export { chooseLanguage, type Language } from './language.ts';
export type { Page } from './page.ts';
export { PAGE_VARY } from './page-headers.ts';
export { prefersJson } from './prefers-json.ts';
export { renderPage } from './render-page.ts';
export { STYLE_SOURCE } from './style.ts';
export { webRoutes } from './web.routes.ts';
