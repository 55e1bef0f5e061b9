import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

// Below the ports that Linux (32768) and macOS (49152) hand to outgoing connections: a server that is stopped and started
// again would sometimes find its port taken by a client otherwise.
const LOWEST_PORT = 12_000;
const HIGHEST_PORT = 32_000;
const ATTEMPTS_MAX = 50;

function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

/** A TCP port of 127.0.0.1 on which nothing listens. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
    const port = randomInt(LOWEST_PORT, HIGHEST_PORT);
    if (await isFree(port)) return port;
  }
  throw new Error(`no free port found in ${ATTEMPTS_MAX} attempts`);
}
