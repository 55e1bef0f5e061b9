import { setTimeout as wait } from 'node:timers/promises';
import { openSecrets, openWebhook } from '../sealed-webhook.ts';
import type { WebhookDeps } from '../webhook-deps.ts';
import type { DeliveryRow, EndpointRow } from '../webhooks.table.ts';
import { attempt, type Outcome } from './attempt.ts';
import { listDueDeliveries, readEndpoint, releaseEndpoint, renewEndpoint } from './dispatch.store.ts';
import { messageOf } from './message-of.ts';
import { recordOutcomes } from './record-outcomes.ts';
import type { Tried } from './settle-delivery.ts';

const IN_FLIGHT_MAX = 2;
/** How long, at most, the second of the two sees nothing of what has become due while the first waits for an answer. */
const LOOK_AGAIN_MS_MAX = 2_000;
const FETCH_AT_ONCE = 50;

export type ServeDeps = WebhookDeps & {
  readonly leaseMs: number;
  readonly lookEveryMs: number;
  readonly random: () => number;
  readonly observeAttempt?: ((succeeded: boolean) => void) | undefined;
};

const NOTHING = { durationMs: 0, statusCode: null, response: null, retryAfterMs: null };

async function send(deps: ServeDeps, row: EndpointRow, delivery: DeliveryRow): Promise<Outcome> {
  try {
    const message = await messageOf(deps, delivery);
    if (message === undefined) return { ...NOTHING, atMs: deps.clock.now(), error: 'the event is not kept any more' };
    const secrets = openSecrets(deps.sealer, row, deps.clock.now());
    return await attempt(deps, openWebhook(deps.sealer, row).url, message, secrets);
  } catch (error) {
    deps.log.error({ err: error, webhookId: row.id, deliveryId: delivery.id }, 'a webhook could not be sent');
    return { ...NOTHING, atMs: deps.clock.now(), error: 'an error of this server' };
  }
}

/** What one node does with one endpoint that it has claimed: until nothing is due, or something speaks against it. */
class EndpointService {
  readonly #deps: ServeDeps;
  readonly #id: string;
  readonly #run: string;
  readonly #stopping: AbortSignal;
  readonly #underWay = new Set<string>();
  #waiting: DeliveryRow[] = [];
  #fetching: Promise<void> | undefined;
  #finished: Tried[] = [];
  #recording: Promise<void> = Promise.resolve();
  #isOver = false;
  #inFlight = 0;
  /** Of the next that is in flight. */
  #answered = Promise.withResolvers<void>();

  constructor(deps: ServeDeps, id: string, run: string, stopping: AbortSignal) {
    this.#deps = deps;
    this.#id = id;
    this.#run = run;
    this.#stopping = stopping;
  }

  async serve(): Promise<void> {
    const { db, leaseMs, log } = this.#deps;
    const renewing = setInterval(() => {
      renewEndpoint(db, this.#id, this.#run, leaseMs).then(
        (held) => {
          if (!held) this.#isOver = true;
        },
        (error) => log.warn({ err: error, webhookId: this.#id }, 'the lease of a webhook could not be renewed'),
      );
    }, leaseMs / 3).unref();
    try {
      await Promise.all(Array.from({ length: IN_FLIGHT_MAX }, () => this.#sendInTurn()));
      await this.#recording;
    } finally {
      clearInterval(renewing);
    }
    await releaseEndpoint(db, this.#id, this.#run);
  }

  async #sendInTurn(): Promise<void> {
    let lookAgainMs = this.#deps.lookEveryMs;
    for (;;) {
      const next = await this.#next();
      if (next === undefined) {
        // An endpoint that takes its time with one is owed the next ones meanwhile.
        if (this.#inFlight === 0 || this.#isOver || this.#stopping.aborted) return;
        await Promise.race([wait(lookAgainMs, undefined, { ref: false }), this.#answered.promise]);
        lookAgainMs = Math.min(lookAgainMs * 2, LOOK_AGAIN_MS_MAX);
        continue;
      }
      lookAgainMs = this.#deps.lookEveryMs;
      this.#inFlight++;
      const outcome = await send(this.#deps, next.row, next.delivery);
      this.#inFlight--;
      this.#answered.resolve();
      this.#answered = Promise.withResolvers();
      this.#finished.push({ delivery: next.delivery, outcome });
      this.#deps.observeAttempt?.(outcome.error === null);
      this.#record();
      // After a failure it has to be known first whether the endpoint is to be left alone.
      if (outcome.error !== null) await this.#recording;
    }
  }

  /** The row is read anew each time: its URL, secret and status may have changed, and nobody sends to a deleted endpoint. */
  async #next(): Promise<{ row: EndpointRow; delivery: DeliveryRow } | undefined> {
    if (this.#isOver || this.#stopping.aborted) return undefined;
    const nowMs = this.#deps.clock.now();
    const row = await readEndpoint(this.#deps.db, this.#id);
    if (row === undefined || row.status !== 'active' || row.throttled_until > nowMs || row.leased_by !== this.#run) {
      this.#isOver = true;
      return undefined;
    }
    if (this.#waiting.length === 0) await this.#fetchOnce(nowMs);
    const delivery = this.#waiting.shift();
    if (delivery === undefined || this.#isOver) return undefined;
    return { row, delivery };
  }

  /** Of two that look at once one asks: the later answer to an older question would hold what was sent and recorded meanwhile. */
  #fetchOnce(nowMs: number): Promise<void> {
    this.#fetching ??= this.#fetch(nowMs).finally(() => {
      this.#fetching = undefined;
    });
    return this.#fetching;
  }

  async #fetch(nowMs: number): Promise<void> {
    const except = [...this.#underWay];
    const due = await listDueDeliveries(this.#deps.db, this.#id, nowMs, { limit: FETCH_AT_ONCE, except });
    for (const { id } of due) this.#underWay.add(id);
    this.#waiting.push(...due);
  }

  /** One transaction for all that has finished while the one before was written. */
  #record(): void {
    this.#recording = this.#recording.then(async () => {
      const tried = this.#finished;
      this.#finished = [];
      if (tried.length === 0) return;
      try {
        if (!(await recordOutcomes(this.#deps, this.#id, this.#run, tried))) this.#isOver = true;
        for (const { delivery } of tried) this.#underWay.delete(delivery.id);
      } catch (error) {
        // They will be sent again, with the same ids.
        this.#deps.log.warn({ err: error, webhookId: this.#id }, 'what became of webhook deliveries was not recorded');
        this.#isOver = true;
      }
    });
  }
}

/** Sends what an endpoint is owed, at most two at a time. `run` holds its lease and gives it back. */
export function serveEndpoint(deps: ServeDeps, id: string, run: string, stopping: AbortSignal): Promise<void> {
  return new EndpointService(deps, id, run, stopping).serve();
}
