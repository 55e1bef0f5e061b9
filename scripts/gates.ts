import { isTerminal, runProgram } from './run-program.ts';

const GATE_TIMEOUT_MS = 120_000;
// Biome does not notice that it writes into a file.
const colours = isTerminal ? [] : ['--colors=off'];

/** The checks that run no test; each tells whether it passed. */
const gates: readonly { readonly name: string; run(): Promise<boolean> }[] = [
  { name: 'types', run: () => runProgram('tsc', ['--noEmit', '--project', '.'], { timeoutMs: GATE_TIMEOUT_MS }) },
  { name: 'lint', run: () => runProgram('biome', ['ci', ...colours], { timeoutMs: GATE_TIMEOUT_MS }) },
];

/** Runs all gates, also behind one that failed; returns how many passed and failed. */
export async function runGates(): Promise<{ passed: number; failed: number }> {
  const counts = { passed: 0, failed: 0 };
  for (const gate of gates) {
    const passed = await gate.run();
    counts[passed ? 'passed' : 'failed'] += 1;
    console.log(`${passed ? 'passed' : 'FAILED'}: ${gate.name}`);
  }
  return counts;
}
