export { sharesDialect } from './shares.dialect.ts';
