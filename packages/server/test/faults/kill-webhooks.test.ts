import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { describeEachEngine } from '../harness/database.ts';
import { startServer } from '../harness/server-process.ts';
import { startReceiver } from '../webhooks/receiver.ts';
import { issueKey } from './issue-key.ts';
import { LinksApi } from './links-api.ts';
import { rounds } from './rounds.ts';
import { createSeededRandom } from './seeded-random.ts';
import { createServerStore } from './server-store.ts';
import { showLogsOnFailure } from './show-logs-on-failure.ts';

const KILLS = rounds(3, 40);
const LINKS_PER_ROUND = 25;
/** Longer than it takes to commit a change, send it and record that, and often shorter than to do so for all of them. */
const KILL_WITHIN_MS = 400;

describeEachEngine('a server that is killed while it sends webhooks', (engine) => {
  it(`sends each event at least once, under one id, after ${KILLS} kills`, async () => {
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
    // Now and then the answer comes late: the process is then killed between sending and recording.
    receiver.answer((response) => setTimeout(() => response.writeHead(200).end(), random.between(0, 30)));

    const created: string[] = [];
    for (let kill = 1; kill <= KILLS; kill++) {
      const api = new LinksApi(server, key);
      const creating = (async () => {
        for (let number = 0; number < LINKS_PER_ROUND; number++) created.push((await api.create()).id);
      })().catch(() => {}); // the one that was under way when the process was killed
      await wait(random.between(50, KILL_WITHIN_MS));
      await server.kill();
      await creating;
      server = await startServer(options);
    }

    const idOf = (text: string): string => JSON.parse(text).data.id;
    const missing = () => {
      const arrived = new Set(receiver.received.map((received) => idOf(received.body)));
      return created.filter((id) => !arrived.has(id));
    };
    await expect.poll(missing, { timeout: 60_000 }).toEqual([]);
    const byLink = Map.groupBy(receiver.received, (received) => idOf(received.body));
    for (const deliveries of byLink.values()) {
      expect(new Set(deliveries.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
      expect(new Set(deliveries.map((delivery) => delivery.body)).size).toBe(1);
    }
    expect(created.length).toBeGreaterThan(KILLS);
    expect(await server.stop()).toBe(0);
    await receiver.close();
    await store.remove();
  });
});
