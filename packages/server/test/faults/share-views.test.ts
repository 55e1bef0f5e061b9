import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { describeEachEngine } from '../harness/database.ts';
import { type ServerProcess, startServer } from '../harness/server-process.ts';
import { ask } from './ask.ts';
import { issueKey } from './issue-key.ts';
import { expectJson } from './links-api.ts';
import { rounds } from './rounds.ts';
import { createServerStore } from './server-store.ts';
import { showLogsOnFailure } from './show-logs-on-failure.ts';

const PROCESSES = 4;
const RETRIEVALS = 500;
const VIEWS = 100;
const AT_ONCE = 32;
const KILLS = rounds(1, 40);
const SETTINGS = {
  PROFFER_LIMITS: '{"shares.retrieve":["1000000/s"],"shares.create":["1000000/s"],"redirect.miss":["1000000/s"]}',
  PROFFER_SECRET_KEY: Buffer.alloc(32, 5).toString('base64'),
};

const wireShare = z.object({ data: z.object({ id: z.string() }) });
const wireList = z.object({
  data: z.object({ shares: z.array(z.object({ viewCount: z.int(), status: z.string() })) }),
});
const answered = z.object({ answered: z.string() });
const outcome = z.object({ statuses: z.record(z.string(), z.int()), viewCounts: z.array(z.int()) });

type Outcome = z.infer<typeof outcome>;

async function makeShare({ url }: ServerProcess, key: string): Promise<string> {
  const body = { content: { type: 'text', body: 'counted' }, options: { maxViews: VIEWS } };
  return expectJson(await ask(`${url}/api/v1/share`, { method: 'POST', key, body }), 201, wireShare).data.id;
}

async function listed({ url }: ServerProcess, key: string) {
  return expectJson(await ask(`${url}/api/v1/shares?limit=1`, { key }), 200, wireList).data.shares[0];
}

type How = { readonly onShown?: () => void; readonly untilBroken?: boolean };

/** One process that retrieves a share again and again; `onShown` hears of each time that it was shown. */
async function retrieveMany(url: string, id: string, { onShown, untilBroken = false }: How): Promise<Outcome> {
  const program = join(import.meta.dirname, 'retrieve-many.ts');
  const times = String(RETRIEVALS / PROCESSES);
  const child = fork(program, [`${url}/api/v1/share/${id}`, times, String(AT_ONCE), untilBroken ? 'until broken' : '']);
  let result: Outcome | undefined;
  child.on('message', (message) => {
    if (answered.safeParse(message).data?.answered === '200') onShown?.();
    result = outcome.safeParse(message).data ?? result;
  });
  await once(child, 'exit');
  if (result === undefined) throw new Error(`a client ended with ${child.exitCode} and no result`);
  return result;
}

/** All processes at once, each asking one of the servers. */
function retrieveFromAll(servers: readonly ServerProcess[], id: string, how: How = {}): Promise<Outcome[]> {
  const urlOf = (index: number) => servers[index % servers.length]?.url ?? '';
  return Promise.all(Array.from({ length: PROCESSES }, (_, index) => retrieveMany(urlOf(index), id, how)));
}

const total = (outcomes: readonly Outcome[], status: string) =>
  outcomes.reduce((sum, { statuses }) => sum + (statuses[status] ?? 0), 0);

describeEachEngine('a share with a hundred views', (engine) => {
  it('is shown a hundred times to five hundred who ask from four processes at once', async () => {
    const store = await createServerStore(engine, SETTINGS);
    const first = await startServer(store.options);
    // PostgreSQL may have more than one server in front of it.
    const { dataDir, ...elsewhere } = store.options;
    const servers = engine === 'postgres' ? [first, await startServer(elsewhere)] : [first];
    showLogsOnFailure(() => first);
    const { key } = await issueKey(first);
    const id = await makeShare(first, key);
    const outcomes = await retrieveFromAll(servers, id);
    expect(total(outcomes, '200')).toBe(VIEWS);
    expect(total(outcomes, '404')).toBe(RETRIEVALS - VIEWS);
    const counts = outcomes.flatMap(({ viewCounts }) => viewCounts).toSorted((one, other) => one - other);
    expect(counts).toEqual(Array.from({ length: VIEWS }, (_, index) => index + 1));
    expect(await listed(first, key)).toEqual({ viewCount: VIEWS, status: 'expired' });
    for (const server of servers) expect(await server.stop()).toBe(0);
    await store.remove();
  });

  it(`is shown a hundred times at most when the server is killed meanwhile, ${KILLS} times`, async () => {
    const store = await createServerStore(engine, SETTINGS);
    let server = await startServer(store.options);
    showLogsOnFailure(() => server);
    const { key } = await issueKey(server);
    for (let kill = 0; kill < KILLS; kill++) {
      const id = await makeShare(server, key);
      const killAfter = 1 + ((kill * 37) % (VIEWS - 20));
      let shown = 0;
      let killing: Promise<void> | undefined;
      const killed = server;
      const onShown = () => {
        if (++shown >= killAfter) killing ??= killed.kill();
      };
      const before = await retrieveFromAll([server], id, { onShown, untilBroken: true });
      await killing;
      expect(total(before, 'broken')).toBeGreaterThan(0);
      server = await startServer(store.options);
      const after = await retrieveFromAll([server], id);
      const all = total(before, '200') + total(after, '200');
      expect(all).toBeLessThanOrEqual(VIEWS);
      // What was lost was on its way to the clients that were asking when the server was killed.
      expect(all).toBeGreaterThanOrEqual(VIEWS - PROCESSES * AT_ONCE);
      const counts = [...before, ...after].flatMap(({ viewCounts }) => viewCounts);
      expect(new Set(counts).size).toBe(counts.length);
      expect(await listed(server, key)).toEqual({ viewCount: VIEWS, status: 'expired' });
    }
    expect(await server.stop()).toBe(0);
    await store.remove();
  });
});
