import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

const LOOK_EVERY_MS = 5;

/** Far cheaper than a request, of which hundreds a second would take from a server that starts beside it. */
function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const end = (is: boolean) => {
      socket.destroy();
      resolve(is);
    };
    socket.once('connect', () => end(true)).once('error', () => end(false));
  });
}

/** Resolves when `url` answers anything at all, or what `isReady` wants, with how long that took. */
export async function untilAnswering(url: string, isReady = (_status: number): boolean => true): Promise<number> {
  const startedMs = performance.now();
  const port = Number(new URL(url).port);
  while (performance.now() - startedMs < 20_000) {
    if (await isListening(port)) {
      const response = await fetch(url, { redirect: 'manual' }).catch(() => undefined);
      await response?.arrayBuffer();
      if (response !== undefined && isReady(response.status)) return performance.now() - startedMs;
    }
    await wait(LOOK_EVERY_MS);
  }
  throw new Error(`${url} does not answer`);
}
