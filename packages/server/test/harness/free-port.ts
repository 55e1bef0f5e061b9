import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

// Below the ports that Linux (32768) and macOS (49152) hand to outgoing connections: a server that is stopped and started
// again would sometimes find its port taken by a client otherwise.
const LOWEST_PORT = 12_000;
const HIGHEST_PORT = 32_000;
const PORTS_OF_A_WORKER = 500;
const ATTEMPTS_MAX = 50;

// A port is free until the server that it is for listens, which takes seconds: of the workers that vitest runs at the same time, and
// numbers from 1, each draws from its own.
const worker = Number(process.env.VITEST_POOL_ID ?? 0);
const first = LOWEST_PORT + ((worker * PORTS_OF_A_WORKER) % (HIGHEST_PORT - LOWEST_PORT));
let next = randomInt(PORTS_OF_A_WORKER);

function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

/** A TCP port of 127.0.0.1 on which nothing listens, and that this process has not been given lately. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
    const port = first + next;
    next = (next + 1) % PORTS_OF_A_WORKER;
    if (await isFree(port)) return port;
  }
  throw new Error(`no free port found in ${ATTEMPTS_MAX} attempts`);
}
