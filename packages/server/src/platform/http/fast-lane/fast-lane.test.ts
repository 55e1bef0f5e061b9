import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerOptions } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { closeServer } from '../close-server.ts';
import { type FastLane, openFastLane } from './fast-lane.ts';

const TICK_MS = 20;
const HEAD = 'HTTP/1.1 204 No Content\r\n';
const ask = (path: string) => `GET ${path} HTTP/1.1\r\nHost: proffer\r\n\r\n`;
const last = (path: string) => `GET ${path} HTTP/1.1\r\nHost: proffer\r\nConnection: close\r\n\r\n`;

let server: Server;
let lane: FastLane;
let sockets: Socket[];
/** Gives the answers to what was asked under /late, in their order. */
let late: (() => void)[];
let usual: string[];
let fast: string[];

/** Answers what begins with /now at once, /fast soon, /late when told to; /throw fails. The rest is node:http's, with a body of its path. */
async function serve(options: ServerOptions = {}): Promise<void> {
  late = [];
  usual = [];
  fast = [];
  sockets = [];
  server = createServer(options, ({ url = '' }: IncomingMessage, response) => {
    usual.push(url);
    if (!server.listening) response.shouldKeepAlive = false;
    response.end(`usual ${url}\n`);
  });
  const answer: Parameters<typeof openFastLane>[1] = ({ target }, reply) => {
    if (target === '/throw') throw new Error('away');
    if (!/^\/(fast|late|now)/.test(target)) return false;
    fast.push(target);
    const now = () => reply(`${HEAD}X-Path: ${target}\r\n`);
    if (target.startsWith('/late')) late.push(now);
    else if (target.startsWith('/now')) now();
    else setImmediate(now);
    return true;
  };
  lane = openFastLane(server, answer, TICK_MS);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
}

async function open(): Promise<Socket> {
  // A TCP server has an address of this kind once it listens.
  const { port } = server.address() as AddressInfo;
  const socket = connect({ port, host: '127.0.0.1', noDelay: true, allowHalfOpen: true });
  sockets.push(socket);
  await once(socket, 'connect');
  return socket;
}

const pathsIn = (answers: string) =>
  Array.from(answers.matchAll(/X-Path: (\S+)|usual (\S+)/g), ([, one, other]) => one ?? other);
const answered = (count: number) => expect.poll(() => fast.length + usual.length).toBe(count);

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await closeServer(server, lane, 0);
});

describe('the fast lane', () => {
  it('answers in order, also what it is told late, and hands the rest over behind that', async () => {
    await serve();
    const socket = await open();
    socket.write(`${ask('/late/1')}${ask('/late/2')}${ask('/usual')}${ask('/fast/1')}${last('/fast/2')}`);
    await answered(2);
    expect(usual).toEqual([]);
    for (const answer of late) answer();
    expect(pathsIn(await text(socket))).toEqual(['/late/1', '/late/2', '/usual', '/fast/1', '/fast/2']);
    expect(fast).toEqual(['/late/1', '/late/2']);
  });

  it('answers in order what it answers before it reads on', async () => {
    await serve();
    const socket = await open();
    socket.write(`${ask('/now/1')}${ask('/late')}${ask('/now/2')}${ask('/fast')}${last('/usual')}`);
    await answered(4);
    late[0]?.();
    expect(pathsIn(await text(socket))).toEqual(['/now/1', '/late', '/now/2', '/fast', '/usual']);
  });

  it('leaves a request to node:http when its own answer fails', async () => {
    await serve();
    const socket = await open();
    socket.write(ask('/fast') + last('/throw'));
    expect(pathsIn(await text(socket))).toEqual(['/fast', '/throw']);
  });

  it('hands over what is still to come as well, also to whoever takes the connection from node:http', async () => {
    await serve();
    server.on('upgrade', (_request, taken: Socket) => {
      taken.write('HTTP/1.1 101 Switching Protocols\r\n\r\n');
      taken.pipe(taken);
    });
    const socket = await open();
    socket.write(`${ask('/fast')}GET /usual HTTP/1.1\r\nHost: proffer\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n`);
    await once(socket, 'data');
    const sent = Array.from({ length: 200_000 }, (_, index) => String(index)).join(' ');
    socket.end(sent);
    const answers = await text(socket);
    expect(answers.slice(answers.indexOf('0 1 2'))).toBe(sent);
    expect(fast).toEqual(['/fast']);
  });

  it('reads on after many requests that came at once', async () => {
    await serve();
    const socket = await open();
    socket.write(ask('/fast').repeat(20_000) + last('/usual'));
    expect(pathsIn(await text(socket))).toHaveLength(20_001);
  });

  it('does not read on while its client does not read, and answers all in the end', async () => {
    await serve();
    const socket = await open();
    const path = `/fast/${'x'.repeat(1_000)}`;
    let asked = 0;
    // So much fits between the two; then the server has stopped.
    while (asked === fast.length) {
      expect(asked).toBeLessThan(100_000);
      socket.write(ask(path).repeat(50));
      asked += 50;
      await vi.waitUntil(() => fast.length === asked, { timeout: 1_000, interval: 1 }).catch(() => {});
    }
    socket.write(last('/usual'));
    expect(pathsIn(await text(socket))).toHaveLength(asked + 1);
    expect(usual).toEqual(['/usual']);
  });

  it('answers a client that has said all it will say, and ends the connection', async () => {
    await serve();
    const socket = await open();
    socket.end(ask('/late') + ask('/fast'));
    await answered(2);
    late[0]?.();
    expect(pathsIn(await text(socket))).toEqual(['/late', '/fast']);
    expect(socket.readableEnded).toBe(true);
  });

  it('survives clients that are gone before their answer', async () => {
    await serve();
    for (const how of ['destroy', 'resetAndDestroy'] as const) {
      const socket = await open();
      socket.write(ask('/late') + ask('/usual'));
      await expect.poll(() => late.length).toBe(1);
      socket[how]();
      await once(socket, 'close');
      late.pop()?.();
    }
    const socket = await open();
    socket.write(ask('/fast') + last('/usual'));
    expect(pathsIn(await text(socket))).toEqual(['/fast', '/usual']);
  });

  it('ends a connection that asked and then was idle for longer than connections are kept', async () => {
    await serve({ keepAliveTimeout: 100 });
    const socket = await open();
    socket.write(ask('/fast'));
    expect(pathsIn(await text(socket))).toEqual(['/fast']);
  });

  it('does not end one that waits for its answer', async () => {
    await serve({ keepAliveTimeout: 100 });
    const [waiting, idle] = [await open(), await open()];
    waiting.write(ask('/late'));
    idle.write(ask('/fast'));
    await text(idle);
    expect(waiting.readableEnded).toBe(false);
    late[0]?.();
    expect(pathsIn(await text(waiting))).toEqual(['/late']);
  });

  it('ends the connection of a client that says nothing', async () => {
    await serve({ headersTimeout: 100 });
    expect(await text(await open())).toBe('');
  });
});

describe('a server with a fast lane that is closed', () => {
  it('answers what comes over connections that it has, as the last on each', async () => {
    await serve();
    const socket = await open();
    socket.write(ask('/fast'));
    await once(socket, 'data');
    const closed = closeServer(server, lane, 5_000);
    socket.write(ask('/fast'));
    const answer = await text(socket);
    expect(pathsIn(answer)).toEqual(['/fast']);
    expect(answer).toMatch(/^Connection: close\r$/m);
    await closed;
  });

  it('ends connections without a request, and those with one after its answer', async () => {
    await serve();
    const [idle, waiting] = [await open(), await open()];
    waiting.write(ask('/late'));
    await answered(1);
    const closed = closeServer(server, lane, 5_000);
    expect(await text(idle)).toBe('');
    late[0]?.();
    expect(pathsIn(await text(waiting))).toEqual(['/late']);
    await closed;
  });

  it('cuts off what takes longer than it has', async () => {
    await serve();
    const socket = await open();
    socket.write(ask('/late'));
    await answered(1);
    const ended = once(socket, 'close');
    socket.resume();
    await closeServer(server, lane, 50);
    socket.end();
    await ended;
  });
});
