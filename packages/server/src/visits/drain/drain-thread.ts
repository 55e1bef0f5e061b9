import { Worker } from 'node:worker_threads';
import type { Log } from '../../platform/log.ts';
import type { DrainCommand, DrainOptions, DrainReport } from './drain-protocol.ts';

const RESTART_FIRST_MS = 500;
const RESTART_MAX_MS = 30_000;
const END_MAX_MS = 5_000;

type Events = {
  readonly log: Log;
  readonly onReport: (report: DrainReport) => void;
  /** The thread has ended by itself; another one is going to be started. */
  readonly onCrash: () => void;
  /** What a thread is told when it starts. */
  readonly firstCommand: () => DrainCommand;
};

/** The drain's thread, started again, more and more slowly, whenever it ends by itself. */
export class DrainThread {
  readonly #options: DrainOptions;
  readonly #events: Events;
  #worker: Worker | undefined;
  #crashes = 0;
  #restart: NodeJS.Timeout | undefined;
  #closing = false;

  constructor(options: DrainOptions, events: Events) {
    this.#options = options;
    this.#events = events;
    this.#start();
  }

  /** What is said while there is no thread is lost; see `firstCommand`. */
  send(command: DrainCommand): void {
    this.#worker?.postMessage(command);
  }

  /** Lets the thread end what it is at, for some seconds at most. */
  async close(): Promise<void> {
    this.#closing = true;
    clearTimeout(this.#restart);
    const worker = this.#worker;
    if (worker === undefined) return;
    const ended = new Promise((resolve) => worker.once('exit', resolve));
    this.send({ kind: 'close' });
    const impatience = setTimeout(() => void worker.terminate(), END_MAX_MS);
    await ended;
    clearTimeout(impatience);
  }

  #start(): void {
    const worker = new Worker(new URL('./drain-worker.ts', import.meta.url), {
      workerData: this.#options,
      resourceLimits: { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 160 },
    });
    worker.on('message', (report: DrainReport) => {
      if (report.kind === 'drained') this.#crashes = 0;
      this.#events.onReport(report);
    });
    worker.on('error', (error) => this.#events.log.error({ err: error }, 'the drain of clicks has crashed'));
    worker.on('exit', () => {
      this.#worker = undefined;
      if (!this.#closing) this.#startAgain();
    });
    this.#worker = worker;
    this.send(this.#events.firstCommand());
  }

  #startAgain(): void {
    this.#events.onCrash();
    const delayMs = Math.min(RESTART_MAX_MS, RESTART_FIRST_MS * 2 ** this.#crashes++);
    this.#restart = setTimeout(() => this.#start(), delayMs);
  }
}
