import { connect, type Socket } from 'node:net';
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import { readHttpAnswer } from './http-answer.ts';

export type FollowerEvents = {
  /** The slug to ask for next; undefined ends the follower. */
  nextSlug(): string | undefined;
  onSent(slug: string): void;
  /** The whole answer has arrived. */
  onAnswer(slug: string, status: number): void;
  /** The connection ended though the answer had not arrived. */
  onBroken(slug: string): void;
};

/** The answer to one request, or undefined when the connection ends before it is complete. */
function receiveAnswer(socket: Socket) {
  return new Promise<ReturnType<typeof readHttpAnswer>>((resolve, reject) => {
    let text = '';
    const settle = (result: ReturnType<typeof readHttpAnswer>) => {
      socket.off('data', read).off('close', close);
      resolve(result);
    };
    const close = () => settle(undefined);
    const read = (chunk: Buffer) => {
      text += chunk.toString('latin1');
      try {
        const answer = readHttpAnswer(text);
        if (answer === undefined) return;
        if (answer.byteLength !== text.length) throw new Error(`more than one answer: ${text}`);
        settle(answer);
      } catch (error) {
        reject(error);
      }
    };
    socket.on('data', read).on('close', close);
    if (socket.destroyed) close();
  });
}

async function open(port: number): Promise<Socket | undefined> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  socket.on('error', () => {}); // "close" follows, and says enough
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(socket));
    socket.once('close', () => resolve(undefined));
  });
}

/** Asks over one connection, one request at a time, until the connection ends; false when there is nothing left to ask. */
async function followOver(socket: Socket, events: FollowerEvents, thinkTimeMs: number): Promise<boolean> {
  for (;;) {
    if (thinkTimeMs > 0) await wait(thinkTimeMs);
    // Timers are looked at before connections: whether this one was ended meanwhile is known after that.
    if (thinkTimeMs > 0) await turn();
    if (socket.destroyed || socket.readableEnded) return true;
    const slug = events.nextSlug();
    if (slug === undefined) return false;
    const receiving = receiveAnswer(socket);
    socket.write(`GET /${slug} HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: faults\r\n\r\n`, 'latin1');
    events.onSent(slug);
    const answer = await receiving;
    if (answer === undefined) {
      events.onBroken(slug);
      return true;
    }
    events.onAnswer(slug, answer.status);
    if (answer.closes) return true;
  }
}

/**
 * One client that keeps its connection and follows links over it, with `thinkTimeMs` before each. It connects anew when the
 * server closes the connection, and ends when nobody listens any more or nothing is left to ask.
 */
export async function followLinks(port: number, events: FollowerEvents, thinkTimeMs: number): Promise<void> {
  for (;;) {
    const socket = await open(port);
    if (socket === undefined) return;
    try {
      if (!(await followOver(socket, events, thinkTimeMs))) return;
    } finally {
      socket.destroy();
    }
  }
}
