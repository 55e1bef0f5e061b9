import { readFile } from 'node:fs/promises';

/** The part of vitest's JSON report that is read here. */
type Report = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
};

export type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number };

/** Files that failed though no test in them did: they could not be loaded, or a hook around the tests threw. */
function brokenFiles(report: Report): number {
  return report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
}

/**
 * Counts the tests of a vitest run by its JSON report. `passed` is what its exit code said: a run that failed has at least
 * one failure, also when it crashed before it could write a report or found an error that belongs to no test.
 */
export async function readReport(file: string, passed: boolean): Promise<Counts> {
  const report: Report | undefined = await readFile(file, 'utf8').then(JSON.parse, () => undefined);
  if (report === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const failed = report.numFailedTests + brokenFiles(report);
  return {
    passed: report.numPassedTests,
    failed: passed ? failed : Math.max(failed, 1),
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** The last line of `npm test`. */
export function summary(counts: Counts): string {
  const line = `${counts.passed} passed, ${counts.failed} failed`;
  return counts.skipped > 0 ? `${line}, ${counts.skipped} skipped` : line;
}
