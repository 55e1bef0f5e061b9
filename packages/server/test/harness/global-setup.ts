import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startJanitor } from './janitor.ts';
import { makeTemporaryRoot } from './make-temporary-root.ts';
import { type Postgres, startPostgres } from './postgres.ts';
import { whyNoPostgres } from './postgres-binaries.ts';
import { makeTemplate, runStatement, TEMPLATE_NAME } from './template-database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The directory of everything that this run writes. */
    temporaryRoot: string;
    /** A SQLite file with the schema of today, to be copied. */
    sqliteTemplate: string;
    /** The address of the PostgreSQL of this run, which has a database `TEMPLATE_NAME`; empty when there is none. */
    postgresUrl: string;
  }
}

async function startSharedPostgres(): Promise<Postgres | undefined> {
  const reason = whyNoPostgres();
  if (reason !== undefined) {
    process.stderr.write(`All tests on PostgreSQL are skipped: ${reason}.\n`);
    return undefined;
  }
  const postgres = await startPostgres();
  await runStatement(postgres.url(), `create database ${TEMPLATE_NAME}`);
  await makeTemplate({ engine: 'postgres', url: postgres.url(TEMPLATE_NAME) });
  return postgres;
}

/** Runs once before all test files, whichever of them run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = await makeTemporaryRoot('test');
  const janitor = startJanitor('rm -rf "$0"', directory);
  const file = join(directory, 'template.sqlite');
  const [postgres] = await Promise.all([startSharedPostgres(), makeTemplate({ engine: 'sqlite', file })]);
  project.provide('temporaryRoot', directory);
  project.provide('sqliteTemplate', file);
  project.provide('postgresUrl', postgres?.url() ?? '');
  return async () => {
    await postgres?.destroy();
    await rm(directory, { recursive: true, force: true });
    janitor.dismiss();
  };
}
