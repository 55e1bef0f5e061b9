import type { Server } from 'node:http';
import { Server as TcpServer } from 'node:net';

/** How long a request may be under way to us over a connection that looks idle. */
const UNDER_WAY_MS = 250;

/** Connections of a server that it does not know itself. */
type Connections = { closeIdleConnections(): void; closeAllConnections(): void };

/**
 * Accepts no new connection, and resolves when the last one has ended, which is after `graceMs` at the latest. Whoever answers must
 * say `Connection: close` once the server does not listen any more; without that a busy client would stay.
 *
 * Node's own `close` cuts every connection that looks idle in that instant, and under load those are the ones whose next request
 * has been sent and not been read.
 */
export async function closeServer(server: Server, others: Connections, graceMs: number): Promise<void> {
  const closed = new Promise((resolve) => TcpServer.prototype.close.call(server, resolve));
  const closeIdle = (): void => {
    server.closeIdleConnections();
    others.closeIdleConnections();
  };
  const closeAll = (): void => {
    server.closeAllConnections();
    others.closeAllConnections();
  };
  // Timers are looked at before connections. After a moment without a turn, requests that have come would be cut off unread.
  const afterReading = () => void setImmediate(closeIdle);
  const timers = [setTimeout(afterReading, Math.min(UNDER_WAY_MS, graceMs)), setTimeout(closeAll, graceMs)];
  await closed;
  for (const timer of timers) clearTimeout(timer);
}
