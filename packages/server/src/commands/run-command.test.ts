import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { freePort } from '../../test/harness/free-port.ts';
import { operate } from '../../test/harness/operate.ts';
import { createTemporaryDirectory } from '../../test/harness/temporary-directory.ts';
import { type Config, type Environment, readOrCreateSecretKey } from '../config/index.ts';
import { openDatabase } from '../platform/db/open-database.ts';

type Start = (config: Config) => Promise<number>;

async function run(argv: readonly string[], env: Environment = {}, start: Start = async () => 0) {
  const openStore = () => Promise.reject(new Error('no command here opens the data'));
  const { exitCode, stdout, stderr } = await operate(argv, env, { openStore, start });
  return { exitCode, out: stdout, err: stderr };
}

const BROKEN = { PORT: 'eighty', PROFFER_SECRET_KEY: 'guessable' };

describe('proffer', () => {
  it.each([[[]], [['start']]])('%j starts the server with the configuration of the environment', async (argv) => {
    let port: number | undefined;
    const result = await run(argv, { PORT: '9000' }, async (config) => {
      port = config.http.port;
      return 3;
    });
    expect(port).toBe(9000);
    expect(result.exitCode).toBe(3);
  });

  it('says everything that is wrong with the configuration, and starts nothing', async () => {
    const result = await run(['start'], BROKEN, () => Promise.reject(new Error('started')));
    expect(result).toMatchObject({ exitCode: 1, out: '' });
    expect(result.err).toMatch(/^PORT is not valid: .*\nPROFFER_SECRET_KEY is not valid: .*\n$/);
    expect(result.err).not.toContain('guessable');
  });

  it.each([['serve'], ['constructor'], ['--port']])('refuses %s, which is no command', async (name) => {
    const result = await run([name]);
    expect(result).toMatchObject({ exitCode: 2, out: '' });
    expect(result.err).toBe(`There is no command "${name}"; "proffer help" lists those there are.\n`);
  });

  it('refuses arguments where none are read', async () => {
    expect((await run(['start', '--port=80'])).exitCode).toBe(2);
    expect((await run(['config', '--json'])).exitCode).toBe(2);
  });

  it.each([['help'], ['--help'], ['-h']])('%s lists every command, whatever the environment', async (name) => {
    const { exitCode, out } = await run([name], BROKEN);
    expect(exitCode).toBe(0);
    for (const command of ['start', 'keys', 'config', 'help', 'version'])
      expect(out).toMatch(new RegExp(`^  ${command} `, 'm'));
  });

  it('explains one command', async () => {
    const { out } = await run(['help', 'keys']);
    expect(out).toContain('Usage: proffer keys create --kind');
    expect(await run(['keys', '--help'])).toEqual({ exitCode: 0, out, err: '' });
    expect((await run(['help', 'nothing'])).exitCode).toBe(2);
  });

  it.each([['version'], ['--version']])('%s tells its version', async (name) => {
    expect((await run([name])).out).toMatch(/^proffer \d+\.\d+\.\d+ on Node \d+\./);
  });

  it('config shows what holds, secrets masked, and succeeds when the server can start', async () => {
    const key = Buffer.alloc(32, 7).toString('base64');
    const result = await run(['config'], { PORT: '9000', PROFFER_SECRET_KEY: key });
    expect(result).toMatchObject({ exitCode: 0, err: '' });
    expect(result.out).toContain('PORT = 9000\n');
    expect(result.out).toContain('PROFFER_SECRET_KEY = ***\n');
    expect(result.out).not.toContain(key);
  });

  it('config shows also what cannot be used, and why', async () => {
    const { exitCode, out, err } = await run(['config'], BROKEN);
    expect(exitCode).toBe(1);
    expect(out).toContain('PORT = eighty\n');
    expect(err).toContain('PORT is not valid: "eighty" is not a whole number');
    expect(out + err).not.toContain('guessable');
  });

  it('config --markdown prints the reference alone', async () => {
    const { out } = await run(['config', '--markdown'], { PORT: '9000' });
    expect(out).toMatch(/^# Configuration\n/);
    expect(out).not.toContain('9000');
  });
});

describe('a failure that the operator can mend', () => {
  it('is told in a sentence: the port is taken', async () => {
    const port = await freePort();
    const first = createServer().listen(port, '127.0.0.1');
    await once(first, 'listening');
    const start: Start = async () => {
      await once(createServer().listen(port, '127.0.0.1'), 'listening');
      return 0;
    };
    const { exitCode, err } = await run(['start'], {}, start);
    first.close();
    expect(exitCode).toBe(1);
    expect(err).toBe(
      `listen EADDRINUSE: address already in use 127.0.0.1:${port}: another program listens there already: set PORT or HOST.\n`,
    );
  });

  it('is told in a sentence: nothing answers at the address of the database', async () => {
    const port = await freePort();
    const { exitCode, err } = await run(['start'], {}, async () => {
      const database = openDatabase(
        { engine: 'postgres', url: `postgres://u:pass-word@127.0.0.1:${port}/p` },
        () => {},
      );
      await sql`select 1`.execute(database.db).finally(() => database.close());
      return 0;
    });
    expect(exitCode).toBe(1);
    expect(err).toContain(`127.0.0.1:${port}`);
    expect(err).toContain('look at DATABASE_URL');
    expect(err).not.toContain('pass-word');
  });

  it('is told in a sentence: the secret key is a directory', async () => {
    const dataDir = await createTemporaryDirectory('run-command');
    await mkdir(join(dataDir, 'secret.key'));
    const start: Start = async (config) => (await readOrCreateSecretKey(config)).length;
    const { exitCode, err } = await run(['start'], { PROFFER_DATA_DIR: dataDir }, start);
    expect(exitCode).toBe(1);
    expect(err).toBe(`The secret key in "${join(dataDir, 'secret.key')}" cannot be read.\n`);
  });

  it('is not made out of a mistake of the program', async () => {
    const start: Start = () => Promise.reject(new TypeError('x is not a function'));
    await expect(run(['start'], {}, start)).rejects.toThrow('x is not a function');
  });
});
