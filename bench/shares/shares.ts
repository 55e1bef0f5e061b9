import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { USER_AGENT } from '../measure/browser.ts';
import { inRounds } from '../measure/in-rounds.ts';
import { parseLoadOptions } from '../measure/load-options.ts';
import { requirePrograms } from '../measure/peer-tools.ts';
import { startProffer } from '../measure/proffer.ts';
import { report } from '../measure/report.ts';
import { runLoad } from '../measure/wrk.ts';
import { keyOf, makeLink, makeShares } from './seed-shares.ts';

const PORT = 18_085;
const SHARES = 100;
const BYTES = 2_048;
/** More than the load can spend. */
const VIEWS = 1_000_000_000;

type Variant = { readonly name: string; readonly paths: readonly string[] };

/** A wrk script that asks for the paths by turns, with what a browser sends. */
function writeScript(file: string, paths: readonly string[]): void {
  const list = paths.map((path) => `"${path}"`).join(', ');
  writeFileSync(
    file,
    `wrk.headers["User-Agent"] = "${USER_AGENT}"
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
    { name: 'redirect of a link', paths: [await makeLink(url, key)] },
    { name: 'share of 2 kB, no limit', paths: pathsOf(await makeShares(url, key, SHARES, BYTES, null)) },
    { name: 'share of 2 kB, limited views', paths: pathsOf(await makeShares(url, key, SHARES, BYTES, VIEWS)) },
  ];
}

/** Redirects and retrievals by turns: one server on one core with SQLite, wrk on the other. */
export async function run(args: string[]): Promise<void> {
  const options = parseLoadOptions(args, '64');
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
    const script = join(directory, 'load.lua');
    const ask = ({ paths }: Variant, connections: number, seconds: number) => {
      writeScript(script, paths);
      return runLoad({ url: server.url, connections, script, seconds });
    };
    for (const variant of variants) await ask(variant, options.connections[0] ?? 1, 2); // warm-up
    report(await inRounds(variants, options, (variant, connections) => ask(variant, connections, options.seconds)));
  } finally {
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}
