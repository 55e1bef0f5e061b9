import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { requirePrograms } from '../measure/peer-tools.ts';
import { median } from '../measure/statistics.ts';
import { type LoadResult, runLoad } from '../measure/wrk.ts';
import { startProffer } from '../redirect/proffer.ts';
import { keyOf, makeLink, makeShares } from './seed-shares.ts';

const PORT = 18_085;
const SHARES = 100;
const BYTES = 2_048;
/** More than the load can spend. */
const VIEWS = 1_000_000_000;
const REDIRECT = 'redirect of a link';
const WITHOUT_LIMIT = 'share of 2 kB, no limit';
const WITH_LIMIT = 'share of 2 kB, limited views';

type Variant = { readonly name: string; readonly paths: readonly string[] };

/** A wrk script that asks for the paths by turns, with what a browser sends. */
function writeScript(file: string, paths: readonly string[]): void {
  const list = paths.map((path) => `"${path}"`).join(', ');
  writeFileSync(
    file,
    `wrk.headers["User-Agent"] = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"
wrk.headers["Accept"] = "*/*"
wrk.headers["Accept-Language"] = "en-GB,en;q=0.9"
local paths, i = { ${list} }, 0
local requests = {}
function init(args)
  for n, path in ipairs(paths) do requests[n] = wrk.format("GET", path) end
end
function request()
  i = i % #requests + 1
  return requests[i]
end
`,
  );
}

async function makeVariants(url: string, key: string): Promise<Variant[]> {
  const pathsOf = (ids: readonly string[]) => ids.map((id) => `/api/v1/share/${id}`);
  return [
    { name: REDIRECT, paths: [await makeLink(url, key)] },
    { name: WITHOUT_LIMIT, paths: pathsOf(await makeShares(url, key, SHARES, BYTES, null)) },
    { name: WITH_LIMIT, paths: pathsOf(await makeShares(url, key, SHARES, BYTES, VIEWS)) },
  ];
}

function report(results: ReadonlyMap<string, readonly LoadResult[]>): void {
  const anchor = results.get(REDIRECT) ?? [];
  process.stdout.write(`\n${'variant'.padEnd(32)} req/s   of the redirect [min–max]   p50 ms   p99 ms  unexpected\n`);
  for (const [name, rounds] of results) {
    const ratios = rounds.map(
      (result, index) => result.requestsPerSecond / (anchor[index]?.requestsPerSecond ?? Number.NaN),
    );
    const of = (pick: (result: LoadResult) => number, digits: number) => median(rounds.map(pick)).toFixed(digits);
    const range = `[${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}]`;
    process.stdout.write(
      `${name.padEnd(32)} ${of((r) => r.requestsPerSecond, 0).padStart(6)}   ${median(ratios).toFixed(2)} ${range.padEnd(22)}` +
        `${of((r) => r.p50Ms, 2).padStart(6)}   ${of((r) => r.p99Ms, 2).padStart(6)}  ` +
        `${rounds.reduce((sum, { unexpected }) => sum + unexpected, 0)}\n`,
    );
  }
}

/** Redirects and retrievals by turns: one server on one core with SQLite, wrk on the other. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '4' },
      connections: { type: 'string', default: '64' },
    },
  });
  requirePrograms({ wrk: 'wrk', taskset: 'util-linux' });
  const directory = mkdtempSync(join(tmpdir(), 'proffer-bench-'));
  const dataDirectory = join(directory, 'data');
  const plenty = ['1000000000/s'];
  const limits = { 'shares.retrieve': plenty, 'shares.create': plenty, 'links.api': plenty };
  const env = { PROFFER_LIMITS: JSON.stringify(limits) };
  const key = keyOf(dataDirectory);
  const server = await startProffer({ dataDirectory, port: PORT, env });
  try {
    const variants = await makeVariants(server.url, key);
    const results = new Map(variants.map(({ name }) => [name, [] as LoadResult[]]));
    const load = { url: server.url, connections: Number(values.connections), script: join(directory, 'load.lua') };
    for (let round = 0; round <= Number(values.rounds); round++) {
      for (const { name, paths } of variants) {
        writeScript(load.script, paths);
        const result = await runLoad({ ...load, seconds: round === 0 ? 2 : Number(values.seconds) });
        // The first round is for warming up.
        if (round > 0) results.get(name)?.push(result);
        process.stderr.write(`round ${round}: ${name}: ${result.requestsPerSecond.toFixed(0)}/s\n`);
      }
    }
    report(results);
  } finally {
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}
