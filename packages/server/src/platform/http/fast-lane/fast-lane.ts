import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { FastConnection, type Lane } from './fast-connection.ts';
import { createHeadEnding } from './head-ending.ts';
import type { AnswerPlainRequest } from './plain-request.ts';

const TICK_MS = 5_000;

export type FastLane = { closeIdleConnections(): void; closeAllConnections(): void };

/**
 * Lets `answer` meet plain requests straight from the connection, without the objects that node:http makes for each request. At the
 * first thing that is not plain, or that `answer` leaves alone, a connection is handed over to `server` for good, with what
 * it has sent. Why, and what it is worth: docs/decisions/0021-fast-lane.md.
 */
export function openFastLane(server: Server, answer: AnswerPlainRequest, tickMs = TICK_MS): FastLane {
  const nodeListeners = server.listeners('connection');
  server.removeAllListeners('connection');
  const connections = new Set<FastConnection>();
  const lane: Lane = {
    answer,
    headEnding: createHeadEnding(server.keepAliveTimeout),
    isOpen: () => server.listening,
    handOver(socket) {
      for (const listener of nodeListeners) listener.call(server, socket);
    },
    left: (connection) => connections.delete(connection),
    tick: 0,
  };
  const ticksIn = (ms: number): number => Math.ceil(ms / tickMs) + 1;
  const idleTicks = ticksIn(server.keepAliveTimeout);
  // node:http would say 408 first, to a browser that had connected in advance and asked nothing.
  const silentTicks = ticksIn(server.headersTimeout);
  const timer = setInterval(() => {
    lane.tick++;
    for (const connection of connections) {
      if (connection.quietFor >= (connection.hasAsked ? idleTicks : silentTicks)) connection.destroy();
    }
  }, tickMs).unref();

  server.on('connection', (socket: Socket) => connections.add(new FastConnection(lane, socket)));
  server.once('close', () => clearInterval(timer));

  return {
    closeIdleConnections() {
      for (const connection of connections) connection.endWhenIdle();
    },
    closeAllConnections() {
      for (const connection of connections) connection.destroy();
    },
  };
}
