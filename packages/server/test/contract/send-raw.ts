import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Answer } from './use-server.ts';

/** Sends the lines of a request as they are, which no client would, and reads the answer until the connection is closed. */
export async function sendRaw(port: number, lines: readonly string[], body = ''): Promise<Answer> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`, 'latin1');
  const answer = await text(socket);
  const [head = '', ...rest] = answer.split('\r\n\r\n');
  const [statusLine = '', ...headerLines] = head.split('\r\n');
  const headers = new Headers(
    headerLines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]),
  );
  const content = rest.join('\r\n\r\n');
  const isJson = headers.get('content-type')?.startsWith('application/json') === true;
  return { status: Number(statusLine.split(' ')[1]), headers, body: isJson ? JSON.parse(content) : content };
}

/** Sends a part of a request, and is gone once the server has taken it. */
export async function breakOff(port: number, lines: readonly string[], body: string): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  await new Promise((resolve) => socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`, resolve));
  socket.destroy();
  await once(socket, 'close');
}
