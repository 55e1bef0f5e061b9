import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { contentSecurityPolicy, GUARDS } from '../../packages/server/src/pages/show/content-headers.ts';
import { BROWSER_HEADERS } from '../measure/browser.ts';
import { inRounds } from '../measure/in-rounds.ts';
import { parseLoadOptions } from '../measure/load-options.ts';
import { requirePrograms } from '../measure/peer-tools.ts';
import { startProffer } from '../measure/proffer.ts';
import { report } from '../measure/report.ts';
import type { Running } from '../measure/server.ts';
import { type LoadResult, runLoad } from '../measure/wrk.ts';
import { startNginxFile } from './nginx.ts';
import { makeHtml, seedPage } from './seed-page.ts';

const PORT = 18_081;

type Variant = {
  readonly name: string;
  readonly acceptEncoding: string;
  start(): Promise<Running>;
};

function writeLoadScript(file: string, path: string, { acceptEncoding }: Variant): void {
  writeFileSync(
    file,
    `wrk.path = "${path}"
${BROWSER_HEADERS}
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

/** nginx and Proffer, alternately on one core; wrk on the other. Rounds restart every server. */
export async function run(args: string[]): Promise<void> {
  const options = parseLoadOptions(args, '64,8');
  requirePrograms({ nginx: 'nginx-light', wrk: 'wrk', taskset: 'util-linux' });
  const directory = mkdtempSync(join(tmpdir(), 'proffer-bench-'));
  const dataDirectory = join(directory, 'data');
  try {
    const html = makeHtml();
    const path = await seedPage(dataDirectory, PORT, html);
    const guards = {
      ...Object.fromEntries(GUARDS),
      'Content-Security-Policy': contentSecurityPolicy('static', "'self'"),
    };
    const nginx = (headers: Readonly<Record<string, string>>) => () =>
      startNginxFile(directory, PORT, { path, html, headers });
    const proffer = () => startProffer({ dataDirectory, port: PORT });
    const anchor = `nginx: a file of ${(html.length / 1_000).toFixed(1)} kB, access log`;
    const variants: readonly Variant[] = [
      { name: anchor, acceptEncoding: '', start: nginx({}) },
      { name: 'nginx: the same with our guarding headers', acceptEncoding: '', start: nginx(guards) },
      { name: 'Proffer, counting', acceptEncoding: '', start: proffer },
      { name: 'Proffer, counting, Brotli', acceptEncoding: 'gzip, deflate, br', start: proffer },
    ];
    const script = join(directory, 'load.lua');
    const measured = await inRounds(variants, options, (variant, connections) => {
      writeLoadScript(script, path, variant);
      return measure(variant, connections, options.seconds, script);
    });
    report(measured);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
