import { folderOf, importRule, sourceRule } from './rule.ts';

const CLOCKS = ['Date.now', 'new Date()', 'performance.now', 'process.hrtime'];
const DATABASE_PACKAGES = /^(node:sqlite|kysely|pg)($|\/)/;
const HTTP_PACKAGES = /^(node:https?$|hono($|\/)|@hono\/)/;

export const storesKnowNoHttp = importRule((source, imported) =>
  source.path.endsWith('.store.ts') && imported.path.startsWith('platform/http/')
    ? 'a store holds SQL only; what its results mean to a caller is for the use case to say'
    : undefined,
);

export const storesImportNoHttpPackage = sourceRule((source) =>
  source.imports
    .filter(({ specifier }) => source.path.endsWith('.store.ts') && HTTP_PACKAGES.test(specifier))
    .map(({ specifier }) => `imports ${specifier}: a store holds SQL only`),
);

export const storesAskNoClock = sourceRule((source) => {
  if (!source.path.endsWith('.store.ts')) return [];
  const clocks = source.uses.filter((use) => CLOCKS.includes(use));
  if (source.imports.some((imported) => imported.path === 'platform/clock.ts')) clocks.push('platform/clock.ts');
  return clocks.map((clock) => `uses ${clock}: a store is told the time, so that a use case has one`);
});

export const routesHoldNoSql = sourceRule((source) => {
  if (!source.path.endsWith('.routes.ts')) return [];
  const sql = source.uses.filter((use) => use === 'sql`…`');
  const packages = source.imports.map(({ specifier }) => specifier).filter((name) => DATABASE_PACKAGES.test(name));
  return [...sql, ...packages].map((name) => `uses ${name}: routes parse, authorise, call a use case and answer`);
});

const OPEN_TO_MIGRATIONS = 'platform/db/engine.ts';

export const migrationsAreFrozen = importRule((source, imported) => {
  const isAllowed = folderOf(imported.path) === 'migrations' || imported.path === OPEN_TO_MIGRATIONS;
  return folderOf(source.path) === 'migrations' && !isAllowed
    ? `a migration must do tomorrow what it did today, so it imports nothing that changes, only ${OPEN_TO_MIGRATIONS}`
    : undefined;
});
