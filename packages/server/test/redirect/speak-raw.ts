import { once } from 'node:events';
import { connect } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';

/** Turns of the event loop, which is the server's too: what has arrived is read in the next one, however long that takes to come. */
const TURNS_BETWEEN_PARTS = 20;
const QUIET_TURNS = 30;
const QUIET_MS = 60;

export type Until = {
  /** Whether the answers are complete. */
  readonly isAll?: (text: string) => boolean;
  /** How long nothing may be heard until it is taken for all: 60 when left out. */
  readonly quietMs?: number;
};

export type Heard = {
  /** One character a byte. */
  readonly text: string;
  /** Whether the server ended the connection. */
  readonly closed: boolean;
};

/**
 * Sends `parts` over one connection to a server of this process, a few turns apart, and listens until the server ends it, until the
 * answers are complete, or until it has said nothing more for a while.
 */
export async function speakRaw(
  port: number,
  parts: readonly string[],
  { isAll = () => false, quietMs = QUIET_MS }: Until = {},
): Promise<Heard> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  socket.on('error', () => {}); // a reset is an end like another
  await once(socket, 'connect');
  let text = '';
  let closed = false;
  let quiet = { turns: 0, sinceMs: performance.now() };
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1');
    quiet = { turns: 0, sinceMs: performance.now() };
  });
  socket.on('close', () => {
    closed = true;
  });
  for (const [index, part] of parts.entries()) {
    for (let turns = 0; index > 0 && turns < TURNS_BETWEEN_PARTS; turns++) await turn();
    if (socket.writable) socket.write(part, 'latin1');
  }
  quiet = { turns: 0, sinceMs: performance.now() };
  const isQuiet = () => quiet.turns > QUIET_TURNS && performance.now() - quiet.sinceMs > quietMs;
  while (!closed && !isAll(text) && !isQuiet()) {
    await turn();
    quiet.turns++;
  }
  socket.destroy();
  return { text, closed };
}
