import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { describeEachEngine } from '../harness/database.ts';
import { type ServerProcess, startServer } from '../harness/server-process.ts';
import { type Received, startReceiver } from '../webhooks/receiver.ts';
import { issueKey } from './issue-key.ts';
import { LinksApi } from './links-api.ts';
import { rounds } from './rounds.ts';
import { createSeededRandom } from './seeded-random.ts';
import { createServerStore, type ServerStore } from './server-store.ts';
import { showLogsOnFailure } from './show-logs-on-failure.ts';

const KILLS_OF_A_KIND = rounds(1, 15);
const LINKS_PER_ROUND = rounds(10, 40);
const EVENTS_MIN = rounds(20, 1_000);
/** Longer than it takes to commit a change, send it and record that, and often shorter than to do so for all of them. */
const KILL_WITHIN_MS = 400;

const idOf = ({ body }: Received): string => JSON.parse(body).data.id;
const eventOf = ({ headers }: Received): string => String(headers['webhook-id']);

/** As if the ten seconds after which another process takes over from a dead one had gone by. */
async function endLeases(store: ServerStore): Promise<void> {
  const { db, close } = store.openDatabase();
  await db.updateTable('webhook_endpoints').set({ leased_until: 0 }).execute();
  await close();
}

describeEachEngine('a server that is killed while it sends webhooks', (engine) => {
  it(`sends each event at least once, under one id, after ${KILLS_OF_A_KIND} kills of each kind`, async () => {
    const random = createSeededRandom();
    const receiver = await startReceiver();
    const store = await createServerStore(engine);
    const options = { ...store.options, env: { ...store.options.env, PROFFER_EGRESS_ALLOW: '127.0.0.1' } };
    let server = await startServer(options);
    showLogsOnFailure(() => server);
    const { key } = await issueKey(server);
    const body = { url: `${receiver.url}/hook`, events: ['link.created'] };
    const made = await new LinksApi(server, key).ask('/v1/webhooks', { method: 'POST', body });
    expect(made.status).toBe(201);

    const created: string[] = [];
    const arrived = () => new Set(receiver.received.map(idOf));
    const create = async ({ url }: ServerProcess, count: number): Promise<void> => {
      const api = new LinksApi({ url }, key);
      for (let number = 0; number < count; number++) created.push((await api.create()).id);
    };
    const answerInTime = () =>
      receiver.answer((response) => setTimeout(() => response.writeHead(200).end(), random.between(0, 5)));
    answerInTime();

    // Each ends with a dead server, and says whether it was killed where it was meant to be.
    const committedAndNotSent = async () => {
      await create(server, LINKS_PER_ROUND);
      await server.kill();
      return !arrived().has(created.at(-1) ?? '');
    };
    const sentAndNotRecorded: string[] = [];
    const beforeTheAnswer = async () => {
      await create(server, LINKS_PER_ROUND);
      const sent = new Promise<void>((resolve) => {
        receiver.answer((_response, received) => {
          sentAndNotRecorded.push(eventOf(received));
          resolve();
        });
      });
      const creating = create(server, 1).catch(() => {}); // the server may be killed before it answers this one
      await sent;
      await server.kill();
      await creating;
      answerInTime();
      return true;
    };
    const atAnyTime = async () => {
      const creating = create(server, LINKS_PER_ROUND).catch(() => {}); // the one that was under way
      await wait(random.between(50, KILL_WITHIN_MS));
      await server.kill();
      await creating;
      return true;
    };

    for (const killSomewhere of [committedAndNotSent, beforeTheAnswer, atAnyTime]) {
      for (let kills = 0; kills < KILLS_OF_A_KIND; ) {
        if (await killSomewhere()) kills++;
        await endLeases(store);
        server = await startServer(options);
      }
    }

    const missing = () => created.filter((id) => !arrived().has(id));
    await expect.poll(missing, { timeout: 60_000 }).toEqual([]);
    const byEvent = () => Map.groupBy(receiver.received, eventOf);
    const notRepeated = () => sentAndNotRecorded.filter((id) => (byEvent().get(id)?.length ?? 0) < 2);
    await expect.poll(notRepeated, { timeout: 60_000 }).toEqual([]);
    const byLink = Map.groupBy(receiver.received, idOf);
    for (const deliveries of byLink.values()) {
      expect(new Set(deliveries.map(eventOf)).size).toBe(1);
      expect(new Set(deliveries.map((delivery) => delivery.body)).size).toBe(1);
    }
    expect(sentAndNotRecorded.length).toBeGreaterThanOrEqual(KILLS_OF_A_KIND);
    expect(created.length).toBeGreaterThanOrEqual(EVENTS_MIN);
    expect(await server.stop()).toBe(0);
    await receiver.close();
    await store.remove();
  });
});
