import { sourceRule } from './rule.ts';

const OF_THE_PROCESS = ['env', 'exit', 'exitCode', 'on', 'once', 'addListener', 'abort', 'kill'];

export const onlyMainKnowsTheProcess = sourceRule((source) => {
  if (source.path === 'main.ts') return [];
  const uses = source.uses.filter((use) => OF_THE_PROCESS.some((name) => use === `process.${name}`));
  // Imported under another name it would not be found.
  const imported = source.imports.some(({ specifier }) => /^(node:)?process$/.test(specifier)) ? ['node:process'] : [];
  return [...uses, ...imported].map(
    (use) => `uses ${use}: only main.ts reads the environment, ends the process and listens to signals`,
  );
});

export const nobodyWritesToTheConsole = sourceRule((source) =>
  source.uses
    .filter((use) => use.startsWith('console.'))
    .map((use) => `uses ${use}: the server speaks through its log, where fields can be left out and levels chosen`),
);
