import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { freePort } from './harness/free-port.ts';
import { createTemporaryDirectory } from './harness/temporary-directory.ts';

const LAUNCHER = join(import.meta.dirname, '../bin/proffer.js');

/** A Node older than the server needs, as many machines have one of their own. */
function findOldNode(): string | undefined {
  const candidates = (process.env.PATH ?? '').split(delimiter).map((directory) => join(directory, 'node'));
  return candidates.find((node) => {
    try {
      return Number.parseInt(execFileSync(node, ['--print', 'process.versions.node'], { encoding: 'utf8' }), 10) < 24;
    } catch {
      return false;
    }
  });
}

const oldNode = findOldNode() ?? '';

async function isAnswered(url: string): Promise<boolean> {
  const response = await fetch(url).catch(() => undefined);
  await response?.arrayBuffer();
  return response?.status === 200;
}

describe.skipIf(oldNode === '')('on a machine with an old Node, proffer', () => {
  const launchers: ChildProcess[] = [];
  afterEach(() => {
    for (const launcher of launchers.splice(0)) launcher.kill('SIGKILL');
  });

  async function startServer() {
    const port = await freePort();
    const env = { PORT: String(port), PROFFER_DATA_DIR: await createTemporaryDirectory('launcher') };
    const launcher = spawn(oldNode, [LAUNCHER, 'start'], { env, stdio: 'ignore' });
    launchers.push(launcher);
    const url = `http://127.0.0.1:${port}/health/live`;
    await vi.waitUntil(() => isAnswered(url), { timeout: 40_000 });
    return { launcher, url };
  }

  it('runs on the Node that npm ci brought', async () => {
    const { stdout } = await promisify(execFile)(oldNode, [LAUNCHER, 'version']);
    expect(stdout).toMatch(/ on Node 24\./);
  });

  it('ends with the exit code of the command', async () => {
    const launched = promisify(execFile)(oldNode, [LAUNCHER, 'nonsense']);
    await expect(launched).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('no command "nonsense"') });
  });

  it('says what is missing when there is no newer Node', async () => {
    const directory = await createTemporaryDirectory('launcher');
    await mkdir(join(directory, 'bin'));
    await copyFile(LAUNCHER, join(directory, 'bin/proffer.js'));
    await writeFile(join(directory, 'package.json'), '{"type":"module"}');
    const launched = promisify(execFile)(oldNode, [join(directory, 'bin/proffer.js')]);
    await expect(launched).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('Proffer needs Node 24') });
  });

  it('stops the server when it is told to stop, and ends as the server ended', async () => {
    const { launcher, url } = await startServer();
    launcher.kill('SIGTERM');
    expect(await once(launcher, 'exit')).toEqual([0, null]);
    expect(await isAnswered(url)).toBe(false);
  });

  it('takes the server with it when it is killed', async () => {
    const { launcher, url } = await startServer();
    launcher.kill('SIGKILL');
    await vi.waitUntil(async () => !(await isAnswered(url)), { timeout: 40_000 });
  });
});
