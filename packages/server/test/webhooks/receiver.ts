import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export type Received = {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly atMs: number;
};

export type Receiver = {
  readonly url: string;
  readonly received: Received[];
  /** Decides what is answered; 204 until it is set. */
  answer(how: (response: ServerResponse, received: Received) => void): void;
  /** Resolves with the first `count` requests that fit, when they have all come. */
  waitFor(count: number, fits?: (received: Received) => boolean): Promise<Received[]>;
  close(): Promise<void>;
};

/** Somebody's own server, on loopback, that is sent webhooks. */
export async function startReceiver(port = 0): Promise<Receiver> {
  const received: Received[] = [];
  const waiting = new Set<() => void>();
  let answer = (response: ServerResponse, _received: Received): void => void response.writeHead(204).end();
  const server = createServer(async (request, response) => {
    response.on('error', () => {}); // a client that was killed is what some tests want
    const body = await text(request).catch(() => undefined);
    if (body === undefined) return;
    const one = { path: request.url ?? '', headers: request.headers, body, atMs: Date.now() };
    received.push(one);
    for (const look of waiting) look();
    answer(response, one);
  });
  await once(server.listen(port, '127.0.0.1'), 'listening');
  // A server on a port and not on a pipe has this kind of address.
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}`,
    received,
    answer: (how) => {
      answer = how;
    },
    waitFor: (count, fits = () => true) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => {
          reject(new Error(`only ${received.filter(fits).length} of ${count} requests came`));
        }, 40_000);
        const look = (): void => {
          const found = received.filter(fits);
          if (found.length < count) return;
          clearTimeout(late);
          waiting.delete(look);
          resolve(found.slice(0, count));
        };
        waiting.add(look);
        look();
      }),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
