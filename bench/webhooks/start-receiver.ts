import { setTimeout as wait } from 'node:timers/promises';
import { type Running, startServer } from '../measure/server.ts';

/** How long after its change an event came, and when. */
export type Arrival = { readonly lagMs: number; readonly atMs: number };

export type RunningReceiver = Running & {
  /** Resolves with `count` first arrivals of an event at an address, when they have all come. */
  waitFor(count: number): Promise<readonly Arrival[]>;
};

const LOOK_EVERY_MS = 100;
const PATIENCE_MS = 120_000;

/** Starts the peer that is sent webhooks, on core 1. */
export async function startReceiver(port: number): Promise<RunningReceiver> {
  const script = new URL('./receiver.ts', import.meta.url).pathname;
  const command = [process.execPath, script];
  const running = await startServer({ command, port, path: '/count', core: 1, env: { PORT: String(port) } });
  const count = async () => Number(await (await fetch(`${running.url}/count`)).text());
  return {
    ...running,
    async waitFor(expected) {
      const endMs = performance.now() + PATIENCE_MS;
      for (let here = await count(); here < expected; here = await count()) {
        if (performance.now() > endMs) throw new Error(`only ${here} of ${expected} deliveries came`);
        await wait(LOOK_EVERY_MS);
      }
      // What `receiver.ts` answers.
      return (await (await fetch(`${running.url}/arrivals`)).json()) as Arrival[];
    },
  };
}
