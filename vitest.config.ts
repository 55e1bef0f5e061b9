import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// For the threads and servers that tests start: none of them loads the TypeScript compiler, which takes a tenth of a second in each.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules', '.cache', 'compiled');

const exclude = ['**/node_modules/**', '**/dist/**'];
const faults = 'packages/server/test/faults/**/*.test.ts';
const browser = 'packages/server/test/browser/**/*.test.ts';

export default defineConfig({
  test: {
    setupFiles: 'packages/server/test/harness/seed-properties.ts',
    globalSetup: 'packages/server/test/harness/global-setup.ts',
    pool: 'forks',
    // Four files at a time on two processors: many tests wait for servers and databases of their own.
    maxWorkers: 4,
    // As `npm start`: V8's four helper threads in each of so many processes are in each other's way.
    execArgv: ['--v8-pool-size=0'],
    // Ends what hangs, and judges nothing: on a busy machine a server may take a dozen times as long to start or to answer.
    hookTimeout: 120_000,
    testTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'server',
          // Loading the modules anew for each of two hundred files took longer than many of them. No test replaces a module.
          isolate: false,
          include: ['packages/**/*.test.ts', 'scripts/**/*.test.ts'],
          exclude: [...exclude, faults, browser],
        },
      },
      {
        extends: true,
        // Behind the others: they kill servers, stop databases and fill disks under load.
        test: {
          name: 'faults',
          include: [faults],
          exclude,
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: [browser],
          exclude,
        },
      },
    ],
  },
});
