import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createTemporaryDirectory } from '../packages/server/test/harness/temporary-directory.ts';
import { readReport, summary } from './test-report.ts';

const passing = { status: 'passed', assertionResults: [{ status: 'passed' }, { status: 'skipped' }] };
const failing = { status: 'failed', assertionResults: [{ status: 'failed' }] };
const broken = { status: 'failed', assertionResults: [] };

async function read(
  counts: { passed: number; failed: number; skipped: number },
  files: readonly object[],
  exitedWithZero: boolean,
) {
  const file = join(await createTemporaryDirectory('report'), 'report.json');
  const numbers = { numPassedTests: counts.passed, numFailedTests: counts.failed, numTodoTests: 0 };
  await writeFile(file, JSON.stringify({ ...numbers, numPendingTests: counts.skipped, testResults: files }));
  return readReport(file, exitedWithZero);
}

describe('the count of a test run', () => {
  it('is what the report says', async () => {
    const counts = { passed: 1, failed: 1, skipped: 1 };
    expect(await read(counts, [passing, failing], false)).toEqual(counts);
  });

  it('counts a file that could not be loaded as a failure', async () => {
    const counts = await read({ passed: 1, failed: 1, skipped: 0 }, [passing, failing, broken], false);
    expect(counts).toEqual({ passed: 1, failed: 2, skipped: 0 });
  });

  it('counts a run that failed for a reason of no test as a failure', async () => {
    const counts = await read({ passed: 1, failed: 0, skipped: 0 }, [passing], false);
    expect(counts).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  it('is one failure when there is no report', async () => {
    expect(await readReport('/nowhere/report.json', true)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it('is told in one line, which names skipped tests only when there are any', () => {
    expect(summary({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed');
    expect(summary({ passed: 3, failed: 1, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped');
  });
});
