import { type ChildProcess, spawn } from 'node:child_process';
import { getCompileCacheDir } from 'node:module';
import { constants, setPriority } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createFrameReader, writeFrame } from './frames.ts';
import type { RenderAnswer, Renderer } from './markdown-thread.ts';
import { questionFrame, readAnswer } from './render-frames.ts';

/** Its memory goes back to the system when nobody has had anything rendered for a while. */
const IDLE_MS = 120_000;
const PROGRAM = fileURLToPath(new URL('./markdown-child.ts', import.meta.url));

function startChild() {
  const compileCache = getCompileCacheDir();
  const child = spawn(process.execPath, [PROGRAM], {
    // Nothing that it could give away: the environment of the server holds the secret key.
    env: compileCache === undefined ? {} : { NODE_COMPILE_CACHE: dirname(compileCache) },
    // What Node says when it ends for want of memory is no line of a log.
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  try {
    if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // A system that does not allow it renders at the priority of everything else.
  }
  child.stdin.on('error', () => {}); // 'close' says the same
  return child;
}

/**
 * Renders in a process of its own. A thread was not enough: one that runs out of memory is to be ended alone, and V8 ends the whole
 * process when a single step takes more than is left.
 */
export function createMarkdownProcess(): Renderer {
  let running: ChildProcess | undefined;
  let idling: NodeJS.Timeout | undefined;
  let settle: (answer: RenderAnswer | undefined) => void = () => {};

  function start() {
    const child = startChild();
    running = child;
    child.stdout.on(
      'data',
      createFrameReader((frame) => settle(readAnswer(frame))),
    );
    const forget = () => {
      if (running !== child) return;
      running = undefined;
      settle(undefined);
    };
    child.once('error', forget).once('close', forget);
    return child;
  }

  function end(): void {
    running?.stdin?.end();
    running = undefined;
  }

  return {
    async render(question) {
      clearTimeout(idling);
      const child = running ?? start();
      const answer = await new Promise<RenderAnswer | undefined>((resolve) => {
        settle = resolve;
        if (child.stdin !== null) writeFrame(child.stdin, questionFrame(question));
      });
      idling = setTimeout(end, IDLE_MS).unref();
      return answer;
    },
    async close() {
      clearTimeout(idling);
      running?.kill('SIGKILL');
    },
  };
}
