import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** Answers that take longer than this are taken for none. */
const SILENCE_MS = 250;

export type Heard = {
  /** One character a byte. */
  readonly text: string;
  /** Whether the server ended the connection. */
  readonly closed: boolean;
};

/**
 * Sends `parts` over one connection, a moment apart, and listens until the server ends it or has said nothing more for a while, when
 * `isAll` does not tell before that the answers are complete.
 */
export async function speakRaw(
  port: number,
  parts: readonly string[],
  isAll: (text: string) => boolean = () => false,
): Promise<Heard> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  socket.on('error', () => {}); // a reset is an end like another
  await once(socket, 'connect');
  let text = '';
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const silence = setTimeout(() => resolve(false), SILENCE_MS);
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1');
    silence.refresh();
    if (isAll(text)) resolve(false);
  });
  socket.on('close', () => resolve(true));
  for (const [index, part] of parts.entries()) {
    if (index > 0) await wait(2);
    silence.refresh();
    if (socket.writable) socket.write(part, 'latin1');
  }
  const closed = await promise;
  clearTimeout(silence);
  socket.destroy();
  return { text, closed };
}
