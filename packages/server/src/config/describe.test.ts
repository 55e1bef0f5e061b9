import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeOptions, describeSettings } from './describe.ts';
import { OPTION_NAMES } from './options.ts';
import { readSettings } from './read-settings.ts';

const REFERENCE = join(import.meta.dirname, '../../../../docs/reference/configuration.md');

describe('the reference of options', () => {
  it('is up to date in docs/reference/configuration.md: npx proffer config --markdown', async () => {
    expect(await readFile(REFERENCE, 'utf8')).toBe(describeOptions(readSettings({})));
  });

  it('does not depend on the machine', () => {
    expect(describeOptions(readSettings({ PORT: '1', PROFFER_DATA_DIR: '/srv' }))).toBe(
      describeOptions(readSettings({})),
    );
  });
});

describe('the effective values', () => {
  it('name every option', () => {
    const text = describeSettings(readSettings({}));
    expect(OPTION_NAMES.filter((name) => !text.includes(`  ${name} = `))).toEqual([]);
  });

  it('tell what was set from what holds by itself', () => {
    const text = describeSettings(readSettings({ PORT: '9000' }));
    expect(text).toContain('PORT = 9000\n');
    expect(text).toContain('HOST = 127.0.0.1 (default)\n');
    expect(text).toContain('DATABASE_URL = not set: SQLite in the data directory\n');
  });

  it('mask keys whole, and only the password of an address', () => {
    const text = describeSettings(
      readSettings({
        DATABASE_URL: 'postgres://proffer:pass-one@db.internal/proffer?sslpassword=pass-two',
        PROFFER_SECRET_KEY: 'key-one',
        PROFFER_WEB_RISK_KEY: 'key-two',
      }),
    );
    expect(text).toContain('DATABASE_URL = postgres://proffer:***@db.internal/proffer?sslpassword=***\n');
    expect(text).not.toMatch(/pass-|key-one|key-two/);
  });

  it('show nothing of an address that cannot be read', () => {
    expect(describeSettings(readSettings({ DATABASE_URL: 'host=db password=pass' }))).toContain('DATABASE_URL = ***\n');
  });
});
