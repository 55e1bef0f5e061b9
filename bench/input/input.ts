import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { childrenOf } from '../../packages/server/test/harness/child-processes.ts';
import { requirePrograms } from '../measure/peer-tools.ts';
import { readProcessMs } from '../measure/processor-time.ts';
import { startProffer } from '../measure/proffer.ts';
import { median } from '../measure/statistics.ts';
import { printTable } from '../measure/table.ts';
import { listSlowInputs, type SlowInput } from './slow-inputs.ts';

const PORT = 18_089;

/** What the server and those it started have used of the processors. */
async function usedMs(pid: number): Promise<number> {
  return [pid, ...(await childrenOf(pid))].map(readProcessMs).reduce((sum, time) => sum + time, 0);
}

type Measured = { readonly status: number; readonly ms: number };

async function measure(pid: number, input: SlowInput, round: number): Promise<Measured> {
  const prepared = (await input.prepare?.(round)) ?? '';
  const before = await usedMs(pid);
  const { status, body } = await input.ask(prepared);
  for await (const _ of body ?? []);
  return { status, ms: (await usedMs(pid)) - before };
}

function report(inputs: readonly SlowInput[], results: readonly (readonly Measured[])[]): void {
  const first = results[0] ?? [];
  process.stdout.write(
    `\nProcessor time of the server; ratio = median over rounds of (it / ${inputs[0]?.name} in the same round)\n`,
  );
  const rows = inputs.map(({ name }, index) => {
    const rounds = results[index] ?? [];
    const ratio = median(rounds.map(({ ms }, round) => ms / (first[round]?.ms ?? Number.NaN)));
    const times = rounds.map(({ ms }) => ms);
    return [name, String(rounds[0]?.status), ratio.toFixed(1), median(times).toFixed(0), Math.max(...times).toFixed(0)];
  });
  printTable([['input', 'status', 'ratio', 'median ms', 'most ms'], ...rows]);
}

/** What input that is made to be slow costs a server on one core, beside a text as anybody writes it. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { rounds: { type: 'string', default: '5' } } });
  requirePrograms({ taskset: 'util-linux' });
  const directory = mkdtempSync(join(tmpdir(), 'proffer-bench-'));
  try {
    const dataDirectory = join(directory, 'data');
    const inputs = listSlowInputs(`http://127.0.0.1:${PORT}`, dataDirectory);
    const plenty = ['1000000000/s'];
    const limits = Object.fromEntries(
      ['shares.create', 'shares.retrieve', 'pages.upload'].map((name) => [name, plenty]),
    );
    const env = { PROFFER_LIMITS: JSON.stringify(limits), PROFFER_PUBLIC_URL: `http://127.0.0.1:${PORT}` };
    const server = await startProffer({ dataDirectory, port: PORT, env });
    try {
      // What runs for the first time takes several times as long.
      for (const input of inputs) await measure(server.pid, input, 0);
      const results = inputs.map((): Measured[] => []);
      for (let round = 1; round <= Number(values.rounds); round++) {
        for (const [index, input] of inputs.entries()) results[index]?.push(await measure(server.pid, input, round));
      }
      report(inputs, results);
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
