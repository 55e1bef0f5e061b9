import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo, Server, Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { parseCidrList } from '../../src/platform/net/cidr-list.ts';
import { EgressError } from '../../src/platform/net/egress-error.ts';
import { createEgressPolicy } from '../../src/platform/net/egress-policy.ts';
import { createGuardedFetch, type GuardedFetch } from '../../src/platform/net/guarded-fetch.ts';
import { interfaceAddresses, resolveAll } from '../../src/platform/net/system-network.ts';

/** Listens on a port, a free one unless it is given, until the test is over. */
export async function listen(server: Server, host = '127.0.0.1', port = 0): Promise<number> {
  const sockets = new Set<Socket>();
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  // A client that hangs up is what many of these tests want; its reset is no error of theirs.
  server.on('connection', (socket: Socket) => sockets.add(socket.on('error', () => undefined)));
  await once(server.listen(port, host), 'listening');
  // A server on a port and not on a pipe has this kind of address.
  return (server.address() as AddressInfo).port;
}

export const serve = (listener: RequestListener): Promise<number> => listen(createServer(listener));

/** A client as the server has it, with the networks `allowed`. */
export function client(allowed: string, resolve = resolveAll): GuardedFetch {
  return createGuardedFetch({ mayConnect: createEgressPolicy(parseCidrList(allowed), interfaceAddresses), resolve });
}

/** The failure of a request, or that there was none. */
export async function failureOf(answer: Promise<unknown>): Promise<string> {
  try {
    await answer;
  } catch (error) {
    if (error instanceof EgressError && error.message === error.failure) return error.failure;
    throw error;
  }
  return 'answered';
}

/** A name that has these addresses. */
export const answers =
  (...addresses: readonly string[]) =>
  async (): Promise<readonly string[]> =>
    addresses;
