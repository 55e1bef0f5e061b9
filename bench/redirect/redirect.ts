import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { inRounds } from '../measure/in-rounds.ts';
import { parseLoadOptions } from '../measure/load-options.ts';
import { requirePrograms } from '../measure/peer-tools.ts';
import { readThreadTimes, timeBetween } from '../measure/processor-time.ts';
import { startProffer } from '../measure/proffer.ts';
import { report } from '../measure/report.ts';
import { median } from '../measure/statistics.ts';
import { type LoadResult, runLoad } from '../measure/wrk.ts';
import { startAnswerOnly } from './answer-only.ts';
import { measureStarts } from './measure-starts.ts';
import { startNginxMap } from './nginx.ts';
import { seedLinks } from './seed-links.ts';
import { untilFilled } from './until-filled.ts';
import type { Variant } from './variants.ts';
import { writeBacklog } from './write-backlog.ts';
import { writeLoadScript } from './zipf-paths.ts';

const PORT = 18_080;
/** Clicks that a killed server left behind: more than the drain works off while the load lasts. */
const BACKLOG = 1_500_000;

/** In thousandths: farther than a warm-up comes. */
const AFTER_WARM_UP = ['600'];
/** Until V8 has compiled what is asked for most, and what it first guessed wrong. */
const WARM_UP_SECONDS = 5;

type Result = LoadResult & {
  /** Microseconds of processor for each request: of the thread that answers, and of the whole process. */
  readonly answeringMicros: number;
  readonly processMicros: number;
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
      await untilFilled(running.url);
      const stop = async () => {
        megabyteReports.push(
          `${name}: ${running.residentMegabytes().toFixed(0)} MB (ready after ${running.readyAfterMs.toFixed(0)} ms on one core)`,
        );
        await running.stop();
        // What the drain has not met must not be the next variant's work.
        rmSync(join(dataDirectory, 'journal'), { recursive: true, force: true });
      };
      return { ...running, stop };
    },
  });
  return [
    {
      name: 'nginx: map of 20,000, 301, access log',
      links: 20_000,
      method: 'GET',
      start: () => startNginxMap(join(directory, 'nginx'), 20_000, PORT),
    },
    {
      name: 'node:http that only answers',
      links: 20_000,
      method: 'GET',
      start: () => startAnswerOnly(PORT),
    },
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
    await runLoad({ url: running.url, connections, seconds: WARM_UP_SECONDS, script });
    await wait(200);
    const before = readThreadTimes(running.pid);
    const result = await runLoad({ url: running.url, connections, seconds, script, scriptArguments: AFTER_WARM_UP });
    const used = timeBetween(running.pid, before, readThreadTimes(running.pid));
    const micros = (milliseconds: number) => (milliseconds * 1_000) / result.requests;
    return { ...result, answeringMicros: micros(used.first), processMicros: micros(used.all) };
  } finally {
    await running.stop();
  }
}

/** nginx and Proffer, alternately on one core; wrk on the other. Rounds restart every server. */
export async function run(args: string[]): Promise<void> {
  const options = parseLoadOptions(args, '64,8');
  requirePrograms({ nginx: 'nginx-light', wrk: 'wrk', taskset: 'util-linux' });
  const directory = mkdtempSync(join(tmpdir(), 'proffer-bench-'));
  const memory: string[] = [];
  try {
    const variants = buildVariants(directory, memory);
    for (const { links, method } of variants) writeLoadScript(join(directory, `${method}-${links}.lua`), links, method);
    const measured = await inRounds(variants, options, (variant, connections) =>
      measure(variant, connections, options.seconds, directory),
    );
    report(measured, [
      { heading: 'best p99', value: (rounds) => Math.min(...rounds.map(({ p99Ms }) => p99Ms)).toFixed(2) },
      { heading: 'CPU µs', value: (rounds) => median(rounds.map((one) => one.answeringMicros)).toFixed(1) },
      { heading: 'µs (all)', value: (rounds) => median(rounds.map((one) => one.processMicros)).toFixed(1) },
    ]);
    process.stdout.write(`\nMemory after the load:\n${[...new Set(memory)].join('\n')}\n`);
    const startsMs = await measureStarts(directory, PORT);
    const [best, usual, worst] = [Math.min(...startsMs), median(startsMs), Math.max(...startsMs)].map((ms) =>
      ms.toFixed(0),
    );
    process.stdout.write(`\nReady on an empty folder, with all processors: after ${usual} ms [${best}–${worst}]\n`);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
