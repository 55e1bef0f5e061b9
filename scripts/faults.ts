import { runProgram } from './run-program.ts';

// The fault tests as in `npm test`, but with many more rounds. Further arguments go to vitest, such as the name of a file.
const passed = await runProgram('vitest', ['run', '--project', 'faults', ...process.argv.slice(2)], {
  timeoutMs: 2 * 60 * 60_000,
  env: { FAULTS: 'long' },
});
process.exitCode = passed ? 0 : 1;
