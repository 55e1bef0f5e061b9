import { describe, expect, it } from 'vitest';
import { rules } from './rules.ts';
import { createSourceTree } from './source-tree.ts';

type Files = Readonly<Record<string, string>>;
type Case = { readonly breaks: readonly (readonly [files: Files, violation: string])[]; readonly keeps: Files };

const lines = (count: number) => 'export const one = 1;\n'.repeat(count);

// For every rule: sources that break it, with a part of what it must say, and sources close by that do not.
const cases: Readonly<Record<string, Case>> = {
  platformKnowsNoFeature: {
    breaks: [
      [{ 'platform/log.ts': "import { a } from '../links/index.ts';" }, 'platform/log.ts imports links/index.ts'],
      [{ 'platform/db/x.ts': "export type { A } from '../../accounts/index.ts';" }, 'imports accounts/index.ts'],
      [{ 'platform/x.ts': "import type { Deps } from '../deps.ts';" }, 'imports deps.ts'],
    ],
    keeps: { 'platform/db/x.ts': "import { a } from '../log.ts'; import { z } from 'zod';" },
  },
  featuresMeetAtTheirIndex: {
    breaks: [
      [{ 'links/a.ts': "import { a } from '../accounts/scope.ts';" }, 'what others may use of accounts/'],
      [{ 'links/a.ts': "import type { A } from '../accounts/scope.ts';" }, 'links/a.ts imports accounts/scope.ts'],
      [{ 'links/deep/a.ts': "export * from '../../accounts/keys/index.ts';" }, 'imports accounts/keys/index.ts'],
      [{ 'links/a.ts': "const a = await import('../accounts/scope.ts');" }, 'imports accounts/scope.ts'],
      [{ 'links/a.ts': "type A = import('../accounts/scope.ts').A;" }, 'imports accounts/scope.ts'],
      [{ 'links/a.ts': "new Worker(new URL('../visits/t.ts', import.meta.url));" }, 'imports visits/t.ts'],
      [{ 'links/a.ts': "import { a } from '../commands/run-command.ts';" }, 'imports commands/run-command.ts'],
      [{ 'app.ts': "import { a } from './links/links.routes.ts';" }, 'app.ts imports links/links.routes.ts'],
    ],
    keeps: {
      'links/a.ts': "import { a } from '../accounts/index.ts'; import { b } from './deep/b.ts';",
      'links/b.ts': "// import { a } from '../accounts/scope.ts'\nconst text = \"import '../accounts/scope.ts'\";",
      'links/a.test.ts': "import { a } from '../accounts/scope.ts';",
      'app.ts': "import { a } from './links/index.ts';",
      'main.ts': "import { a } from './commands/run-command.ts';",
    },
  },
  handedOutThingsAreStrangers: {
    breaks: [
      [{ 'links/a.ts': "import { a } from '../shares/index.ts';" }, 'links/ and shares/ do not know each other'],
      [{ 'pages/a.ts': "import type { A } from '../links/index.ts';" }, 'pages/ and links/ do not know each other'],
    ],
    keeps: { 'links/a.ts': "import { a } from '../visits/index.ts'; import { b } from './b.ts';" },
  },
  redirectStaysSmall: {
    breaks: [
      [{ 'redirect/a.ts': "import { a } from '../accounts/index.ts';" }, 'the hot path knows only'],
      [{ 'redirect/a.ts': "import { a } from '../config/index.ts';" }, 'redirect/a.ts imports config/index.ts'],
      [{ 'redirect/a.ts': "import { type A, b } from '../config/index.ts';" }, 'imports config/index.ts'],
    ],
    keeps: {
      'redirect/a.ts': "import { a } from '../links/index.ts'; import { b } from '../platform/log.ts';",
      'redirect/b.ts': "import type { A } from '../config/index.ts'; import { type B } from '../config/index.ts';",
    },
  },
  featuresAreGivenTheirDeps: {
    breaks: [
      [{ 'links/a.ts': "import { createDeps } from '../deps.ts';" }, 'links/a.ts imports deps.ts'],
      [{ 'links/a.ts': "import type { App } from '../app.ts';" }, 'links/a.ts imports app.ts'],
    ],
    keeps: { 'links/a.ts': "import type { Deps } from '../deps.ts';", 'main.ts': "import { app } from './app.ts';" },
  },
  sourcesDoNotLeaveTheirFolder: {
    breaks: [
      [{ 'links/a.ts': "import { a } from '../../test/harness/clock.ts';" }, 'imports ../test/harness/clock.ts'],
    ],
    keeps: {
      'links/a.test.ts': "import { a } from '../../test/harness/clock.ts';",
      'config/version.ts': "import manifest from '../../package.json' with { type: 'json' };",
    },
  },
  featuresFormNoCircle: {
    breaks: [
      [
        {
          'a/x.ts': "import '../b/index.ts';",
          'b/x.ts': "import '../c/index.ts';",
          'c/x.ts': "import '../a/index.ts';",
        },
        'a → b → c → a: a circle',
      ],
      [{ 'a/x.ts': "import type { B } from '../b/index.ts';", 'b/x.ts': "import '../a/index.ts';" }, 'a → b → a'],
    ],
    keeps: {
      'a/x.ts': "import '../b/index.ts'; import '../c/index.ts'; import './y.ts';",
      'b/x.ts': "import '../c/index.ts';",
      'a/y.ts': "import './x.ts';",
    },
  },
  storesKnowNoHttp: {
    breaks: [[{ 'links/links.store.ts': "import { e } from '../platform/http/app-error.ts';" }, 'a store holds SQL']],
    keeps: { 'links/create-link.ts': "import { e } from '../platform/http/app-error.ts';" },
  },
  storesImportNoHttpPackage: {
    breaks: [
      [{ 'links/links.store.ts': "import { Hono } from 'hono';" }, 'imports hono'],
      [{ 'links/links.store.ts': "import { createRoute } from '@hono/zod-openapi';" }, 'imports @hono/zod-openapi'],
      [{ 'links/links.store.ts': "import { createServer } from 'node:http';" }, 'imports node:http'],
    ],
    keeps: { 'links/links.store.ts': "import { sql } from 'kysely';", 'links/links.routes.ts': "import 'hono';" },
  },
  storesAskNoClock: {
    breaks: [
      [{ 'links/links.store.ts': 'const at = Date.now();' }, 'uses Date.now'],
      [{ 'links/links.store.ts': 'const at = new Date();' }, 'uses new Date()'],
      [{ 'links/links.store.ts': "import type { Clock } from '../platform/clock.ts';" }, 'uses platform/clock.ts'],
    ],
    keeps: { 'links/links.store.ts': 'const at = new Date(0);', 'links/create-link.ts': 'const at = Date.now();' },
  },
  routesHoldNoSql: {
    breaks: [
      [{ 'links/links.routes.ts': "import { sql } from 'kysely';" }, 'uses kysely'],
      [{ 'links/links.routes.ts': 'const rows = sql`select 1`;' }, 'uses sql'],
      [{ 'links/links.routes.ts': "import { DatabaseSync } from 'node:sqlite';" }, 'uses node:sqlite'],
    ],
    keeps: { 'links/links.store.ts': "import { sql } from 'kysely'; const rows = sql`select 1`;" },
  },
  migrationsAreFrozen: {
    breaks: [
      [{ 'migrations/0001-a.ts': "import { t } from '../links/index.ts';" }, 'a migration must do tomorrow'],
      [
        { 'migrations/0001-a.ts': "import type { T } from '../platform/db/tables.ts';" },
        'imports platform/db/tables.ts',
      ],
    ],
    keeps: { 'migrations/index.ts': "import * as a from './0001-a.ts'; import { e } from '../platform/db/engine.ts';" },
  },
  onlyMainKnowsTheProcess: {
    breaks: [
      [{ 'config/a.ts': 'const port = process.env.PORT;' }, 'uses process.env'],
      [{ 'config/a.ts': "const port = process['env'].PORT;" }, 'uses process.env'],
      [{ 'config/a.ts': 'const { env } = process;' }, 'uses process.env'],
      [{ 'config/a.ts': 'const port = globalThis.process.env.PORT;' }, 'uses process.env'],
      [{ 'commands/a.ts': 'process.exit(1);' }, 'uses process.exit'],
      [{ 'app.ts': "process.on('SIGTERM', () => {});" }, 'uses process.on'],
      [{ 'visits/a-worker.ts': "process.once('SIGINT', () => {});" }, 'uses process.once'],
      [{ 'config/a.ts': "import { env } from 'node:process';" }, 'uses node:process'],
    ],
    keeps: {
      'main.ts': "process.on('SIGTERM', () => process.exit(0)); export const port = process.env.PORT;",
      'health/a.ts': 'const bytes = process.memoryUsage().rss; const env = { PORT: 1 }; env.PORT;',
    },
  },
  nobodyWritesToTheConsole: {
    breaks: [[{ 'main.ts': "console.error('no');" }, 'main.ts uses console.error']],
    keeps: { 'main.ts': "// console.log('no')\nlog.info('yes');" },
  },
  noFileIsLong: {
    breaks: [[{ 'links/long.ts': lines(401) }, 'links/long.ts has 401 lines']],
    keeps: { 'links/long.ts': lines(400), 'links/long.test.ts': lines(500) },
  },
  mostFilesFitAScreen: {
    breaks: [[{ 'a.ts': lines(5), 'b.ts': lines(71), 'c.ts': lines(90) }, 'is 71 lines']],
    keeps: { 'a.ts': lines(5), 'b.ts': lines(70), 'c.ts': lines(300), 'd.test.ts': lines(300) },
  },
  namesSayWhatFilesHold: {
    breaks: [
      [{ 'links/createLink.ts': '' }, 'links/createLink.ts is not in kebab-case'],
      [{ 'Links/create.ts': '' }, 'Links/create.ts is not in kebab-case'],
      [{ 'links/create_link.ts': '' }, 'is not in kebab-case'],
      [{ 'platform/utils.ts': '' }, 'platform/utils.ts does not say what it holds'],
      [{ 'platform/date-helpers.ts': '' }, 'does not say what it holds'],
      [{ 'links/link-manager.test.ts': '' }, 'does not say what it holds'],
      [{ 'platform/helpers/date.ts': '' }, 'does not say what it holds'],
    ],
    keeps: { 'links/links.store.test.ts': '', 'migrations/0001-instance.ts': '', 'platform/health-helpline.ts': '' },
  },
  onlyFeaturesHaveAnIndex: {
    breaks: [
      [{ 'platform/index.ts': '' }, 'platform/index.ts is a barrel'],
      [{ 'platform/db/index.ts': '' }, 'platform/db/index.ts is a barrel'],
      [{ 'links/verification/index.ts': '' }, 'links/verification/index.ts is a barrel'],
      [{ 'index.ts': '' }, 'index.ts is a barrel'],
    ],
    keeps: { 'links/index.ts': '', 'migrations/index.ts': '' },
  },
};

describe.each(Object.entries(rules))('%s', (name, rule) => {
  const { breaks = [], keeps = {} } = cases[name] ?? {};

  it('has cases', () => {
    expect(breaks).not.toHaveLength(0);
  });

  it.each(breaks)('is broken by %j', (files, violation) => {
    expect(rule(createSourceTree(files))).toEqual([expect.stringContaining(violation)]);
  });

  it('is kept by what is allowed', () => {
    expect(rule(createSourceTree(keeps))).toEqual([]);
  });
});
