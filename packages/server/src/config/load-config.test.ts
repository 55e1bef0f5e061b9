import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTemporaryDirectory } from '../../test/harness/temporary-directory.ts';
import { ConfigError } from './config-error.ts';
import { loadConfig } from './load-config.ts';
import { OPTION_NAMES } from './options.ts';
import type { Environment } from './read-settings.ts';

function problemsOf(env: Environment): readonly string[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('the configuration', () => {
  it('needs nothing to be set', () => {
    const config = loadConfig({});
    expect(config.http).toMatchObject({ host: '127.0.0.1', port: 8080, publicUrl: 'http://localhost:8080' });
    expect(config.storage.database).toEqual({ engine: 'sqlite', file: resolve('data/proffer.sqlite') });
    expect(config.links.blockListFile).toBe(resolve('data/block-list.txt'));
    expect(config.warnings).toEqual([]);
  });

  it('keeps content in the data directory, or in S3 when all of it is set', () => {
    expect(loadConfig({}).storage.blobs).toEqual({ kind: 'folder', directory: resolve('data/blobs') });
    const s3 = {
      PROFFER_S3_ENDPOINT: 'https://s3.example',
      PROFFER_S3_BUCKET: 'contents',
      PROFFER_S3_ACCESS_KEY_ID: 'id',
      PROFFER_S3_SECRET_ACCESS_KEY: 'very-secret',
    };
    expect(loadConfig(s3).storage.blobs).toEqual({
      kind: 's3',
      endpoint: 'https://s3.example',
      bucket: 'contents',
      region: 'auto',
      accessKeyId: 'id',
      secretAccessKey: 'very-secret',
    });
    for (const name of Object.keys(s3)) {
      const [problem = '', ...others] = problemsOf({ ...s3, [name]: undefined });
      expect(problem, name).toContain(`${name} is not: set all of them or none`);
      expect(others).toEqual([]);
      expect(problem).not.toContain('very-secret');
    }
    expect(problemsOf({ PROFFER_S3_REGION: 'eu' })[0]).toContain('PROFFER_S3_REGION is set and PROFFER_S3_ENDPOINT,');
    for (const bucket of ['ab', 'A_B', '../etc', 'a/b']) {
      expect(problemsOf({ ...s3, PROFFER_S3_BUCKET: bucket })[0], bucket).toContain('not the name of a bucket');
    }
    expect(problemsOf({ ...s3, PROFFER_S3_ENDPOINT: 'https://s3.example/contents' })[0]).toContain('not an origin');
  });

  it('cannot be changed once it is read', () => {
    const config = loadConfig({ PROFFER_SECRET_KEY: Buffer.alloc(32, 7).toString('base64') });
    expect(Object.isFrozen(config) && Object.isFrozen(config.http) && Object.isFrozen(config.storage.database)).toBe(
      true,
    );
  });

  it('takes an empty value for none', () => {
    expect(loadConfig({ PORT: '', DATABASE_URL: '', PROFFER_LIMITS: '' })).toEqual(
      expect.objectContaining({ limits: {}, storage: loadConfig({}).storage }),
    );
  });

  it('names the public address after the port', () => {
    expect(loadConfig({ PORT: '9000' }).http.publicUrl).toBe('http://localhost:9000');
    expect(loadConfig({ PORT: '80' }).http.publicUrl).toBe('http://localhost');
    expect(loadConfig({ PROFFER_PUBLIC_URL: 'HTTPS://Go.Example:443/' }).http.publicUrl).toBe('https://go.example');
  });

  it('puts the database at PostgreSQL when there is an address', () => {
    const url = 'postgresql://proffer:secret@db.internal/proffer';
    expect(loadConfig({ DATABASE_URL: url }).storage.database).toEqual({ engine: 'postgres', url });
    expect(
      loadConfig({ DATABASE_URL: 'postgres:///proffer?host=/var/run/postgresql' }).storage.database,
    ).toHaveProperty('url');
  });

  it('looks destinations up only with a key', () => {
    expect(loadConfig({}).links.webRisk).toBeUndefined();
    expect(loadConfig({ PROFFER_WEB_RISK_KEY: 'k' }).links.webRisk).toEqual({
      key: 'k',
      baseUrl: 'https://webrisk.googleapis.com',
    });
  });

  it('keeps visits for ever when their days are 0', () => {
    expect(loadConfig({ PROFFER_VISIT_RETENTION_DAYS: '0' }).visits.retentionDays).toBeUndefined();
    expect(loadConfig({}).visits.retentionDays).toBe(395);
  });

  it.each([
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', '80.5'],
    ['PORT', ' 80'],
    ['HOST', '[::1]'],
    ['HOST', 'http://localhost'],
    ['PROFFER_PUBLIC_URL', 'example.com'],
    ['PROFFER_PUBLIC_URL', 'ftp://example.com'],
    ['PROFFER_PUBLIC_URL', 'https://example.com/path'],
    ['PROFFER_PUBLIC_URL', 'https://example.com?'],
    ['PROFFER_PUBLIC_URL', 'https://user@example.com'],
    ['DATABASE_URL', 'mysql://localhost/proffer'],
    ['DATABASE_URL', './proffer.sqlite'],
    ['PROFFER_SECRET_KEY', 'short'],
    ['PROFFER_SECRET_KEY', Buffer.alloc(33).toString('base64')],
    ['PROFFER_SECRET_KEY', `${Buffer.alloc(32).toString('base64')}A`],
    ['PROFFER_TRUSTED_PROXIES', '10.0.0.0/33'],
    ['PROFFER_EGRESS_ALLOW', 'localhost'],
    ['PROFFER_LIMITS', '{"links.api":["many"]}'],
    ['PROFFER_LIMITS', '{"nothing":["1/s"]}'],
    ['PROFFER_LOG_LEVEL', 'loud'],
    ['PROFFER_JOURNAL_SYNC', 'never'],
    ['PROFFER_RECHECK_HOURS', '0'],
    ['PROFFER_STOP_GRACE_SECONDS', '-1'],
  ])('refuses %s=%s with one sentence that names it', (name, value) => {
    const problems = problemsOf({ [name]: value });
    expect(problems).toEqual([expect.stringMatching(new RegExp(`^${name} is not valid: .+\\.$`))]);
  });

  it('tells all that is wrong at once', () => {
    const problems = problemsOf({ PORT: 'x', PROFFER_LOG_LEVEL: 'x', PROFFER_WEB_RISK_URL: 'https://checks.example' });
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
      'PORT',
      'PROFFER_LOG_LEVEL',
      'PROFFER_WEB_RISK_URL',
    ]);
  });

  it('names both options that contradict each other', () => {
    const [problem] = problemsOf({ PROFFER_WEB_RISK_URL: 'https://checks.example' });
    expect(problem).toContain('PROFFER_WEB_RISK_URL');
    expect(problem).toContain('PROFFER_WEB_RISK_KEY');
  });

  it.each(['https://example.com', 'https://example.com:8443', 'http://example.com'])(
    'refuses %s for content beside https://example.com: cookies would not tell them apart',
    (contentUrl) => {
      const [problem] = problemsOf({ PROFFER_PUBLIC_URL: 'https://example.com', PROFFER_CONTENT_URL: contentUrl });
      expect(problem).toContain('PROFFER_CONTENT_URL has the host name of PROFFER_PUBLIC_URL');
    },
  );

  it('never answers anything but a configuration or a ConfigError, and never quotes a secret', () => {
    const names = OPTION_NAMES.filter((name) => name !== 'PROFFER_DATA_DIR');
    const value = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.integer().map(String),
      fc.json(),
      fc.webUrl(),
    );
    fc.assert(
      fc.property(fc.constantFrom(...names), value, (name, text) => {
        problemsOf({ [name]: text });
      }),
    );
    fc.assert(
      fc.property(
        fc.constantFrom('PROFFER_SECRET_KEY', 'DATABASE_URL'),
        fc.stringMatching(/^[a-z0-9]{20}$/),
        (name, text) => {
          expect(problemsOf({ [name]: `mysql://u:${text}@host` }).join()).not.toContain(text);
        },
      ),
    );
  });
});

describe('an option given as a file', () => {
  it('has the content of the file, without the line end', async () => {
    const file = join(await createTemporaryDirectory('config'), 'port');
    await writeFile(file, '9123\r\n\n');
    expect(loadConfig({ PORT_FILE: file }).http.port).toBe(9123);
  });

  it('is refused beside the plain one, naming both', () => {
    expect(problemsOf({ PORT: '1', PORT_FILE: '/run/port' })).toEqual([
      'PORT and PORT_FILE are both set: keep one of them.',
    ]);
  });

  it('is refused when the file cannot be read, or is empty', async () => {
    const directory = await createTemporaryDirectory('config');
    await writeFile(join(directory, 'empty'), '\n');
    expect(problemsOf({ DATABASE_URL_FILE: join(directory, 'absent') })).toEqual([
      `DATABASE_URL_FILE: the file "${join(directory, 'absent')}" cannot be read (ENOENT).`,
    ]);
    expect(problemsOf({ DATABASE_URL_FILE: join(directory, 'empty') })[0]).toContain('is empty');
  });

  it('is named as what it was given by when it is not valid', async () => {
    const file = join(await createTemporaryDirectory('config'), 'key');
    await writeFile(file, 'not a key');
    expect(problemsOf({ PROFFER_SECRET_KEY_FILE: file })[0]).toMatch(/^PROFFER_SECRET_KEY_FILE is not valid/);
  });

  it('never has the name of another option', () => {
    const names: readonly string[] = OPTION_NAMES;
    expect(OPTION_NAMES.filter((name) => names.includes(`${name}_FILE`))).toEqual([]);
  });
});

describe('a warning at the start', () => {
  it('names a variable that is not known, and the one that may be meant', () => {
    const { warnings } = loadConfig({ PROFFER_DATADIR: '/srv', PROFFER_PORT: '80', PROFFER_SECRET_KEY_FIEL: 'x' });
    expect(warnings).toEqual([
      'PROFFER_DATADIR is not known and has no effect. Is PROFFER_DATA_DIR meant?',
      'PROFFER_PORT is not known and has no effect. Is PORT meant?',
      'PROFFER_SECRET_KEY_FIEL is not known and has no effect. Is PROFFER_SECRET_KEY_FILE meant?',
    ]);
  });

  it('is not caused by what Kubernetes tells of a service called "proffer"', () => {
    const { warnings } = loadConfig({
      PROFFER_SERVICE_HOST: '10.0.0.1',
      PROFFER_SERVICE_PORT_HTTP: '80',
      PROFFER_PORT: 'tcp://10.0.0.1:80',
      PROFFER_PORT_80_TCP_ADDR: '10.0.0.1',
    });
    expect(warnings).toEqual([]);
  });

  it('tells of https without a trusted proxy', () => {
    const env = { PROFFER_PUBLIC_URL: 'https://go.example' };
    expect(loadConfig(env).warnings).toEqual([expect.stringContaining('PROFFER_TRUSTED_PROXIES')]);
    expect(loadConfig({ ...env, PROFFER_TRUSTED_PROXIES: '10.0.0.1' }).warnings).toEqual([]);
  });
});
