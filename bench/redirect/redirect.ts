import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { requirePrograms } from '../measure/peer-tools.ts';
import { readThreadTimes, timeBetween } from '../measure/processor-time.ts';
import { median } from '../measure/statistics.ts';
import { type LoadResult, runLoad } from '../measure/wrk.ts';
import { startNginx } from './nginx.ts';
import { startAnswerOnly, startProffer } from './proffer.ts';
import { seedLinks } from './seed-links.ts';
import type { Variant } from './variants.ts';
import { writeBacklog } from './write-backlog.ts';
import { writeLoadScript } from './zipf-paths.ts';

const PORT = 18_080;
/** Clicks that a killed server left behind: more than the drain works off while the load lasts. */
const BACKLOG = 1_500_000;
const NGINX = 'nginx: map of 20,000, 301, access log';

type Result = LoadResult & {
  /** Microseconds of processor for each request: of the thread that answers, and of the whole process. */
  readonly answeringMicros: number;
  readonly processMicros: number;
};

type Measured = {
  readonly name: string;
  readonly connections: number;
  readonly round: number;
  readonly result: Result;
};

function buildVariants(directory: string, megabyteReports: string[]): Variant[] {
  const proffer = (name: string, links: number, method: 'GET' | 'HEAD', backlog = 0): Variant => ({
    name,
    links,
    method,
    async start() {
      const dataDirectory = join(directory, `data-${links}`);
      seedLinks(dataDirectory, links);
      if (backlog > 0) writeBacklog(dataDirectory, links, backlog);
      const running = await startProffer({ dataDirectory, port: PORT });
      const stop = async () => {
        megabyteReports.push(
          `${name}: ready after ${running.readyAfterMs.toFixed(0)} ms, ${running.residentMegabytes().toFixed(0)} MB`,
        );
        await running.stop();
        // What the drain has not met must not be the next variant's work.
        rmSync(join(dataDirectory, 'journal'), { recursive: true, force: true });
      };
      return { ...running, stop };
    },
  });
  return [
    { name: NGINX, links: 20_000, method: 'GET', start: () => startNginx(join(directory, 'nginx'), 20_000, PORT) },
    { name: 'node:http that only answers', links: 20_000, method: 'GET', start: () => startAnswerOnly(PORT) },
    proffer('Proffer, no counting (HEAD)', 20_000, 'HEAD'),
    proffer('Proffer, counting', 20_000, 'GET'),
    proffer('Proffer, counting while a backlog is folded', 20_000, 'GET', BACKLOG),
    proffer('Proffer, counting, 1,000 links', 1_000, 'GET'),
    proffer('Proffer, counting, 1,000,000 links', 1_000_000, 'GET'),
  ];
}

async function measure(variant: Variant, connections: number, seconds: number, directory: string): Promise<Result> {
  const script = join(directory, `${variant.method}-${variant.links}.lua`);
  const running = await variant.start();
  try {
    await runLoad({ url: running.url, connections, seconds: variant.links > 100_000 ? 4 : 2, script }); // warm-up
    await wait(200);
    const before = readThreadTimes(running.pid);
    const result = await runLoad({ url: running.url, connections, seconds, script });
    const used = timeBetween(running.pid, before, readThreadTimes(running.pid));
    const micros = (milliseconds: number) => (milliseconds * 1_000) / result.requests;
    return { ...result, answeringMicros: micros(used.first), processMicros: micros(used.all) };
  } finally {
    await running.stop();
  }
}

function report(measured: readonly Measured[]): void {
  const of = (name: string, connections: number) =>
    measured.filter((one) => one.name === name && one.connections === connections);
  for (const connections of new Set(measured.map((one) => one.connections))) {
    process.stdout.write(
      `\n${connections} connections; ratio = median over rounds of (variant / nginx in the same round)\n`,
    );
    process.stdout.write(
      `${'variant'.padEnd(44)} req/s   ratio [min–max]      p50 ms  p99 ms  (best)  CPU µs (all)   unexpected\n`,
    );
    const anchor = of(NGINX, connections);
    for (const name of new Set(measured.map((one) => one.name))) {
      const rows = of(name, connections);
      const ratios = rows.map(
        (row, index) => row.result.requestsPerSecond / (anchor[index]?.result.requestsPerSecond ?? Number.NaN),
      );
      const number = (pick: (result: Result) => number, digits: number) =>
        median(rows.map((row) => pick(row.result))).toFixed(digits);
      process.stdout.write(
        `${name.padEnd(44)} ${number((r) => r.requestsPerSecond, 0).padStart(6)}  ${median(ratios).toFixed(2)} ` +
          `[${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}]`.padEnd(18) +
          `${number((r) => r.p50Ms, 2).padStart(6)}  ${number((r) => r.p99Ms, 2).padStart(6)}  ` +
          `${Math.min(...rows.map((row) => row.result.p99Ms))
            .toFixed(2)
            .padStart(6)}  ` +
          `${number((r) => r.answeringMicros, 1).padStart(6)} (${number((r) => r.processMicros, 1)})`.padEnd(15) +
          `${rows.reduce((sum, row) => sum + row.result.unexpected, 0)}\n`,
      );
    }
  }
}

/** nginx and Proffer, alternately on one core; wrk on the other. Rounds restart every server. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '4' },
      connections: { type: 'string', default: '64,8' },
      only: { type: 'string' },
    },
  });
  requirePrograms({ nginx: 'nginx-light', wrk: 'wrk', taskset: 'util-linux' });
  const directory = mkdtempSync(join(tmpdir(), 'proffer-bench-'));
  const memory: string[] = [];
  const measured: Measured[] = [];
  try {
    const variants = buildVariants(directory, memory).filter(
      ({ name }) => values.only === undefined || name === NGINX || name.includes(values.only),
    );
    for (const { links, method } of variants) writeLoadScript(join(directory, `${method}-${links}.lua`), links, method);
    for (const connections of values.connections.split(',').map(Number)) {
      for (let round = 0; round < Number(values.rounds); round++) {
        for (const variant of variants) {
          const result = await measure(variant, connections, Number(values.seconds), directory);
          measured.push({ name: variant.name, connections, round, result });
          process.stderr.write(
            `round ${round + 1}, ${connections} connections: ${variant.name}: ${result.requestsPerSecond.toFixed(0)}/s\n`,
          );
        }
      }
    }
    report(measured);
    process.stdout.write(`\nMemory after the load:\n${[...new Set(memory)].join('\n')}\n`);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
