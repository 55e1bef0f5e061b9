import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { describeEachEngine } from '../harness/database.ts';
import { type ServerProcess, startServer } from '../harness/server-process.ts';
import { ask } from './ask.ts';
import { issueKey } from './issue-key.ts';
import { LinksApi } from './links-api.ts';
import { startLoad } from './load.ts';
import { eventually, readReadiness } from './observe.ts';
import { rounds } from './rounds.ts';
import { createSeededRandom } from './seeded-random.ts';
import { createServerStore, type ServerStore } from './server-store.ts';
import { showLogsOnFailure } from './show-logs-on-failure.ts';
import { Tally } from './tally.ts';

const STOPS = rounds(1, 40);

/** A request whose head the server has read, and whose body it waits for. */
async function beginCreating(server: ServerProcess, key: string, slug: string) {
  const outgoing: ClientRequest = request(`${server.url}/v1/links`, {
    method: 'POST',
    agent: false,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', expect: '100-continue' },
  });
  outgoing.on('error', () => {}); // "response" or "close" tells what became of it
  outgoing.flushHeaders();
  await once(outgoing, 'continue');
  return {
    closed: new Promise((resolve) => outgoing.once('close', resolve)),
    async finish(): Promise<number | undefined> {
      outgoing.end(JSON.stringify({ destination: 'https://destination.example/', slug }));
      // The event "response" comes with this.
      const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
      response.resume();
      return response.statusCode;
    },
  };
}

/** Resolves when nobody accepts connections at the port. */
const refusesConnections = (port: number) =>
  eventually(async () => {
    const socket = connect(port, '127.0.0.1');
    const outcome = await Promise.race([once(socket, 'connect').then(() => 'accepted'), once(socket, 'error')]);
    socket.destroy();
    expect(outcome).not.toBe('accepted');
  });

describeEachEngine('a server that is told to stop under load', (engine) => {
  it('answers what it was asked, counts it, and ends with 0', async () => {
    const random = createSeededRandom();
    const store = await createServerStore(engine);
    let server = await startServer(store.options);
    showLogsOnFailure(() => server);
    const { key } = await issueKey(server);
    const slugs = (await new LinksApi(server, key).createMany(20)).map((link) => link.slug);
    const tally = new Tally();
    for (let stop = 1; stop <= STOPS; stop++) {
      const load = startLoad({ port: server.port, slugs, random, tally });
      await load.hasRedirected(random.between(500, 5_000));
      expect(await server.stop()).toBe(0);
      await load.ended;
      expect({ broken: load.broken, otherAnswers: load.otherAnswers }).toEqual({ broken: 0, otherAnswers: new Map() });
      server = await startServer(store.options);
      expect(tally.contradictions(await new LinksApi(server, key).clicks())).toEqual([]);
    }
    expect(await server.stop()).toBe(0);
    await store.remove();
  });
});

describe('a server that is told to stop', () => {
  let store: ServerStore;
  let server: ServerProcess;
  let key: string;
  const open = async (env: Readonly<Record<string, string>> = {}) => {
    store = await createServerStore('sqlite', env);
    server = await startServer(store.options);
    ({ key } = await issueKey(server));
  };
  afterEach(() => server.kill());

  it('accepts no new connections and still finishes what is under way', async () => {
    await open();
    const creating = await beginCreating(server, key, 'under-way');
    const stopped = server.stop();
    await refusesConnections(server.port);
    expect(await creating.finish()).toBe(201);
    expect(await stopped).toBe(0);
    server = await startServer(store.options);
    expect((await ask(`${server.url}/under-way`)).status).toBe(301);
  });

  it('ends at once when it is told a second time', async () => {
    await open();
    const creating = await beginCreating(server, key, 'given-up');
    const stopped = server.stop();
    await refusesConnections(server.port);
    // Again and again, because two signals within half a second are one: see main.ts.
    const telling = setInterval(() => void server.stop(), 100);
    onTestFinished(() => clearInterval(telling));
    expect(await stopped).toBe(1);
    await creating.closed;
  });

  it('is not ready while the load balancer has time to notice, and answers meanwhile', async () => {
    await open({ PROFFER_STOP_DELAY_SECONDS: '3' });
    const api = new LinksApi(server, key);
    const { slug } = await api.create();
    const load = startLoad({
      port: server.port,
      slugs: [slug],
      random: createSeededRandom(),
      tally: new Tally(),
      connections: 4,
      thinkTimeMs: 1,
    });
    await load.hasRedirected(10);
    const stopped = server.stop();
    await eventually(async () => expect(await readReadiness(server)).toMatchObject({ httpStatus: 503 }));
    expect((await ask(`${server.url}/health/live`)).status).toBe(200);
    expect((await ask(`${server.url}/${slug}`)).status).toBe(301);
    expect(await api.read((await api.create()).id)).toMatchObject({ clicks: 0 });
    await load.hasRedirected(load.redirected + 100);
    expect(await stopped).toBe(0);
    await load.ended;
    expect({ broken: load.broken, otherAnswers: load.otherAnswers }).toEqual({ broken: 0, otherAnswers: new Map() });
  });
});
