import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '../../platform/log.ts';
import type { DrainReport } from './drain-protocol.ts';

const PAUSE_MS = 1_000;
const RETRY_FIRST_MS = 100;
const RETRY_MAX_MS = 2_000;
const COMPLAIN_EVERY_MS = 60_000;

type Options = {
  /** Drains what the journal holds now; resolves with whether there was much, so that there may be more by now. */
  readonly drain: () => Promise<boolean>;
  readonly tell: (report: DrainReport) => void;
  readonly log: Log;
};

/** Drains once a second, at once when asked, without a pause while there is much to do, and more and more rarely while it fails. */
export class DrainLoop {
  readonly #options: Options;
  #asked = 0;
  #met = 0;
  #failures = 0;
  #complainedAtMs = Number.NEGATIVE_INFINITY;
  #stopping = false;
  #wake = new AbortController();

  constructor(options: Options) {
    this.#options = options;
  }

  get stopping(): boolean {
    return this.#stopping;
  }

  request(request: number): void {
    this.#asked = Math.max(this.#asked, request);
    if (this.#failures === 0) this.#wake.abort();
  }

  stop(): void {
    this.#stopping = true;
    this.#wake.abort();
  }

  /** Resolves after `stop`. */
  async run(): Promise<void> {
    while (!this.#stopping) {
      this.#wake = new AbortController();
      await this.#pause(await this.#drainOnce());
    }
  }

  /** How long to wait for the next time. */
  async #drainOnce(): Promise<number> {
    const asked = this.#asked;
    try {
      const wasMuch = await this.#options.drain();
      this.#recovered();
      if (this.#stopping) return 0; // it may have ended early
      this.#met = asked;
      this.#options.tell({ kind: 'drained', request: asked });
      return wasMuch || this.#asked > this.#met ? 0 : PAUSE_MS;
    } catch (error) {
      this.#failed(error);
      return Math.min(RETRY_MAX_MS, RETRY_FIRST_MS * 2 ** this.#failures);
    }
  }

  #recovered(): void {
    if (this.#failures > 0)
      this.#options.log.info({ attempts: this.#failures }, 'clicks are written to the database again');
    this.#failures = 0;
  }

  #failed(error: unknown): void {
    this.#failures++;
    this.#options.tell({ kind: 'failing' });
    const nowMs = performance.now();
    if (this.#failures > 1 && nowMs - this.#complainedAtMs < COMPLAIN_EVERY_MS) return;
    this.#complainedAtMs = nowMs;
    this.#options.log.error({ err: error }, 'clicks stay in the journal: they cannot be written to the database');
  }

  async #pause(pauseMs: number): Promise<void> {
    // Also for no time at all: messages to this thread arrive in between.
    await wait(pauseMs, undefined, { signal: this.#wake.signal }).catch(() => {});
  }
}
