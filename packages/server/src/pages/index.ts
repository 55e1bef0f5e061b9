export { pagesDialect } from './pages.dialect.ts';
