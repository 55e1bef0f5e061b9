import { randomBytes } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeEachEngine } from '../harness/database.ts';
import { proffer, startServer } from '../harness/server-process.ts';
import { ask } from './ask.ts';
import { issueKey } from './issue-key.ts';
import { LinksApi } from './links-api.ts';
import { createServerStore, type ServerStore } from './server-store.ts';

/** Every row of every table, as text that can be compared. */
async function dump(store: ServerStore): Promise<string[]> {
  const database = store.openDatabase();
  try {
    const tables = await database.db.introspection.getTables({ withInternalKyselyTables: true });
    const dumped: string[] = [];
    for (const { name } of tables) {
      const { rows } = await sql`select * from ${sql.table(name)}`.execute(database.db);
      dumped.push(...rows.map((row) => `${name} ${JSON.stringify(row)}`));
    }
    return dumped.sort();
  } finally {
    await database.close();
  }
}

describeEachEngine('data that is not for this server to read', (engine) => {
  let store: ServerStore;
  let keyFile: string;
  let slug: string;
  let env: Readonly<Record<string, string>>;

  beforeAll(async () => {
    store = await createServerStore(engine);
    keyFile = `${store.options.dataDir}/secret.key`;
    const server = await startServer(store.options);
    env = server.env;
    ({ slug } = await new LinksApi(server, (await issueKey(server)).key).create());
    expect(await server.stop()).toBe(0);
  });
  afterAll(() => store.remove());

  /** Tries to start: that is refused with one sentence that matches, and nothing is changed. */
  async function expectRefused(sentence: RegExp): Promise<void> {
    const before = await dump(store);
    const { exitCode, stderr } = await proffer(['start'], env);
    expect(exitCode).toBe(1);
    expect(stderr.trim().split('\n')).toEqual([expect.stringMatching(sentence)]);
    expect(await dump(store)).toEqual(before);
  }

  it('is left alone when secret.key is another, is gone or holds no key, and served when it is put back', async () => {
    const rightKey = await readFile(keyFile);
    await writeFile(keyFile, randomBytes(32).toString('base64'));
    await expectRefused(/secret\.key.*is not the key that this database was sealed with/);
    await writeFile(keyFile, rightKey.subarray(0, 20));
    await expectRefused(/secret\.key" does not hold a secret key/);
    await rm(keyFile);
    await expectRefused(/secret\.key/);
    expect((await proffer(['keys', 'list'], env)).exitCode).toBe(1);

    await writeFile(keyFile, rightKey);
    const server = await startServer(store.options);
    expect((await ask(`${server.url}/${slug}`)).status).toBe(301);
    expect(await server.stop()).toBe(0);
  });

  it('is left alone when a newer Proffer has changed its schema', async () => {
    const database = store.openDatabase();
    await sql`insert into kysely_migration (name, timestamp) values ('9999-of-tomorrow', '2100-01-01')`.execute(
      database.db,
    );
    await database.close();
    await expectRefused(/9999-of-tomorrow.*newer Proffer/);
  });
});
