import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

export type RenderQuestion = { readonly text: string; readonly as: 'markdown' | 'plain' };

/** `as`: what it has become, which is not always what was asked for. */
export type RenderAnswer = { readonly bytes: Uint8Array<ArrayBuffer>; readonly as: 'markdown' | 'plain' };

/** Renders one text at a time. */
export type Renderer = {
  /** Undefined when what rendered had to be ended over it. */
  render(question: RenderQuestion): Promise<RenderAnswer | undefined>;
  close(): Promise<void>;
};

const LOOK_EVERY_MS = 20;
/** The parser ends by itself long before; this is for what it calls. */
const CPU_US_MAX = 150_000;

async function startWorker(): Promise<Worker> {
  const worker = new Worker(new URL('./markdown-worker.ts', import.meta.url), {
    // To escape five megabytes takes some two hundred.
    resourceLimits: { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 16 },
  });
  worker.unref();
  await once(worker, 'message');
  // Without a listener an error of the thread, such as no memory left, would end the process.
  worker.on('error', () => {});
  return worker;
}

/** Ends the thread when it works for too long; the returned function ends the watch. */
function watch(worker: Worker): () => void {
  let startedAtUs: number | undefined;
  const timer = setInterval(async () => {
    // Rejects for a thread that is gone, which needs no watch.
    const used = await worker.cpuUsage().catch(() => undefined);
    if (used === undefined) return;
    startedAtUs ??= used.user + used.system;
    if (used.user + used.system - startedAtUs > CPU_US_MAX) void worker.terminate();
  }, LOOK_EVERY_MS);
  return () => clearInterval(timer);
}

/** Renders on a thread of its own, which ends when it works for too long or has no memory left. */
export function createMarkdownThread(): Renderer {
  let starting: Promise<Worker> | undefined;

  function use(): Promise<Worker> {
    if (starting !== undefined) return starting;
    const started = startWorker();
    starting = started;
    const forget = () => {
      if (starting === started) starting = undefined;
    };
    started.then((worker) => worker.once('exit', forget), forget);
    return started;
  }

  return {
    async render(question) {
      const worker = await use();
      return new Promise((resolve) => {
        // To escape a text takes as long as the text is, and never more.
        const endWatch = question.as === 'markdown' ? watch(worker) : () => {};
        const end = (answer: RenderAnswer | undefined) => {
          endWatch();
          worker.off('message', onMessage).off('exit', onExit);
          resolve(answer);
        };
        const onMessage = (answer: RenderAnswer) => end(answer);
        const onExit = () => end(undefined);
        worker.once('message', onMessage).once('exit', onExit);
        worker.postMessage(question);
      });
    },
    async close() {
      const worker = await starting?.catch(() => undefined);
      await worker?.terminate();
    },
  };
}
