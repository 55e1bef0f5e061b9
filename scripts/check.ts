import { runGates } from './gates.ts';
import { runProgram } from './run-program.ts';

// What a change must pass before anything of it is worth running.
const gates = await runGates();
const architecture = await runProgram('vitest', ['run', 'packages/server/test/architecture'], { timeoutMs: 120_000 });
process.exitCode = gates.failed === 0 && architecture ? 0 : 1;
