import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { provideChromium } from './chromium.ts';
import { runGates } from './gates.ts';
import { runProgram } from './run-program.ts';
import { readReport, summary } from './test-report.ts';

// Everything that can be tested on this machine, in at most ten minutes. The last line of the output counts it.
const END_WITHIN_MS = 9.75 * 60_000;

async function runTests(timeoutMs: number) {
  const directory = await mkdtemp(join(tmpdir(), 'proffer-report-'));
  try {
    const file = join(directory, 'report.json');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const passed = await runProgram('vitest', ['run', ...reporters], { timeoutMs });
    return await readReport(file, passed);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

const startedAt = Date.now();
const gates = await runGates();
await provideChromium();
const tests = await runTests(END_WITHIN_MS - (Date.now() - startedAt));
const counts = { ...tests, passed: gates.passed + tests.passed, failed: gates.failed + tests.failed };
console.log(summary(counts));
process.exitCode = counts.failed > 0 ? 1 : 0;
