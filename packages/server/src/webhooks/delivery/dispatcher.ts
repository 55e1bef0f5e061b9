import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { WebhookDeps } from '../webhook-deps.ts';
import { claimEndpoint, listEndpointsDue } from './dispatch.store.ts';
import { fanOut } from './fan-out.ts';
import { serveEndpoint } from './serve-endpoint.ts';

const LOOK_EVERY_MS = 250;
const LOOK_AFTER_FAILURE_MS = 1_000;
/** After a node has died, its endpoints are taken over this much later. */
const LEASE_MS = 10_000;
/** Each holds two connections at most; so many may hang before one that answers has to wait. */
const ENDPOINTS_MAX = 500;
const STOP_MS = 5_000;

export type Dispatcher = {
  /** Looks at once: something is due. */
  wake(): void;
  /** Ends what is under way, for some seconds at most; what is left is sent by another node, or at the next start. */
  close(): Promise<void>;
};

export type DispatcherOptions = WebhookDeps & {
  /** Hears of each attempt. */
  readonly observeAttempt?: (succeeded: boolean) => void;
  readonly lookEveryMs?: number;
  readonly leaseMs?: number;
  /** From 0 to 1. */
  readonly random?: () => number;
};

/** Delivers events on this node. Nodes that share the database share the endpoints, each served by one node at a time. */
export function startDispatcher(options: DispatcherOptions): Dispatcher {
  const { db, log, clock, lookEveryMs = LOOK_EVERY_MS, leaseMs = LEASE_MS, random = Math.random } = options;
  const deps = { ...options, leaseMs, lookEveryMs, random };
  const stopping = new AbortController();
  const serving = new Map<string, Promise<void>>();
  let woken = Promise.withResolvers<void>();
  let isFailing = false;

  async function serve(id: string): Promise<void> {
    const run = randomUUID();
    try {
      if (await claimEndpoint(db, id, run, leaseMs)) await serveEndpoint(deps, id, run, stopping.signal);
    } catch (error) {
      log.warn({ err: error, webhookId: id }, 'a webhook endpoint was not served and will be tried again');
    } finally {
      serving.delete(id);
    }
  }

  /** True when there may be more at once. */
  async function look(): Promise<boolean> {
    const hasMore = await fanOut(deps, stopping.signal);
    const room = ENDPOINTS_MAX - serving.size;
    if (room > 0) {
      for (const id of await listEndpointsDue(db, clock.now(), ENDPOINTS_MAX)) {
        if (!serving.has(id) && serving.size < ENDPOINTS_MAX) serving.set(id, serve(id));
      }
    }
    return hasMore;
  }

  async function lookSafely(): Promise<boolean> {
    try {
      const hasMore = await look();
      if (isFailing) log.info({}, 'webhooks are delivered again');
      isFailing = false;
      return hasMore;
    } catch (error) {
      if (!isFailing) log.warn({ err: error }, 'webhooks wait: the database cannot be used');
      isFailing = true;
      return false;
    }
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const hasMore = await lookSafely();
      if (hasMore) continue;
      const pause = wait(isFailing ? LOOK_AFTER_FAILURE_MS : lookEveryMs, undefined, { ref: false });
      await Promise.race([pause, woken.promise]);
      woken = Promise.withResolvers<void>();
    }
  }

  const running = run();
  return {
    wake: () => woken.resolve(),
    async close() {
      stopping.abort();
      woken.resolve();
      await running;
      await Promise.race([Promise.all(serving.values()), wait(STOP_MS)]);
    },
  };
}
