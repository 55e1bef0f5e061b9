import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { contentSecurityPolicy, GUARDS } from '../../packages/server/src/pages/show/content-headers.ts';
import { requirePrograms } from '../measure/peer-tools.ts';
import { median } from '../measure/statistics.ts';
import { type LoadResult, runLoad } from '../measure/wrk.ts';
import { startProffer } from '../redirect/proffer.ts';
import type { Running } from '../redirect/variants.ts';
import { startNginx } from './nginx.ts';
import { makeHtml, seedPage } from './seed-page.ts';

const PORT = 18_081;

type Variant = {
  readonly name: string;
  readonly method: 'GET' | 'HEAD';
  readonly acceptEncoding: string;
  start(): Promise<Running>;
};

type Measured = { readonly name: string; readonly connections: number; readonly result: LoadResult };

/** What a browser sends: the size of a request is part of its cost. */
function writeLoadScript(file: string, path: string, { method, acceptEncoding }: Variant): void {
  writeFileSync(
    file,
    `wrk.method = "${method}"
wrk.path = "${path}"
wrk.headers["User-Agent"] = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"
wrk.headers["Accept"] = "text/html,application/xhtml+xml"
wrk.headers["Accept-Language"] = "en-GB,en;q=0.9"
${acceptEncoding === '' ? '' : `wrk.headers["Accept-Encoding"] = "${acceptEncoding}"`}
`,
  );
}

async function measure(variant: Variant, connections: number, seconds: number, script: string): Promise<LoadResult> {
  const running = await variant.start();
  try {
    await runLoad({ url: running.url, connections, seconds: 2, script }); // warm-up
    await wait(200);
    return await runLoad({ url: running.url, connections, seconds, script });
  } finally {
    await running.stop();
  }
}

function report(measured: readonly Measured[], anchor: string): void {
  for (const connections of new Set(measured.map((one) => one.connections))) {
    const of = (name: string) =>
      measured.filter((one) => one.name === name && one.connections === connections).map(({ result }) => result);
    const anchors = of(anchor);
    process.stdout.write(
      `\n${connections} connections; ratio = median over rounds of (variant / nginx in the same round)\n`,
    );
    process.stdout.write(`${'variant'.padEnd(44)} req/s   ratio [min–max]      p50 ms  p99 ms  unexpected\n`);
    for (const name of new Set(measured.map((one) => one.name))) {
      const rows = of(name);
      const ratios = rows.map(
        (row, round) => row.requestsPerSecond / (anchors[round]?.requestsPerSecond ?? Number.NaN),
      );
      const middle = (pick: (result: LoadResult) => number, digits: number) => median(rows.map(pick)).toFixed(digits);
      const spread = `[${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}]`.padEnd(15);
      process.stdout.write(
        `${name.padEnd(44)} ${middle((r) => r.requestsPerSecond, 0).padStart(6)}  ${median(ratios).toFixed(2)} ${spread} ` +
          `${middle((r) => r.p50Ms, 2).padStart(6)}  ${middle((r) => r.p99Ms, 2).padStart(6)}  ` +
          `${rows.reduce((sum, row) => sum + row.unexpected, 0)}\n`,
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
    },
  });
  requirePrograms({ nginx: 'nginx-light', wrk: 'wrk', taskset: 'util-linux' });
  const directory = mkdtempSync(join(tmpdir(), 'proffer-bench-'));
  const dataDirectory = join(directory, 'data');
  const measured: Measured[] = [];
  try {
    const html = makeHtml();
    const path = await seedPage(dataDirectory, PORT, html);
    const guards = {
      ...Object.fromEntries(GUARDS),
      'Content-Security-Policy': contentSecurityPolicy('static', "'self'"),
    };
    const nginx = (headers: Readonly<Record<string, string>>) => () =>
      startNginx(directory, PORT, { path, html, headers });
    const proffer = () => startProffer({ dataDirectory, port: PORT });
    const anchor = `nginx: a file of ${(html.length / 1_000).toFixed(1)} kB, access log`;
    const variants: readonly Variant[] = [
      { name: anchor, method: 'GET', acceptEncoding: '', start: nginx({}) },
      { name: 'nginx: the same with our guarding headers', method: 'GET', acceptEncoding: '', start: nginx(guards) },
      { name: 'Proffer, counting', method: 'GET', acceptEncoding: '', start: proffer },
      { name: 'Proffer, counting, Brotli', method: 'GET', acceptEncoding: 'gzip, deflate, br', start: proffer },
    ];
    for (const connections of values.connections.split(',').map(Number)) {
      for (let round = 0; round < Number(values.rounds); round++) {
        for (const [index, variant] of variants.entries()) {
          const script = join(directory, `${index}.lua`);
          writeLoadScript(script, path, variant);
          const result = await measure(variant, connections, Number(values.seconds), script);
          measured.push({ name: variant.name, connections, result });
          process.stderr.write(
            `round ${round + 1}, ${connections} connections: ${variant.name}: ${result.requestsPerSecond.toFixed(0)}/s\n`,
          );
        }
      }
    }
    report(measured, anchor);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
