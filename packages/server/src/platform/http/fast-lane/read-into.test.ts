import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readInto } from './read-into.ts';

let server: Server;
let sockets: Socket[];
let client: Socket;
let accepted: Socket;

async function accept(): Promise<[client: Socket, accepted: Socket]> {
  const connection = once(server, 'connection');
  // A TCP server has an address of this kind once it listens.
  const { port } = server.address() as AddressInfo;
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  const [other] = await connection;
  sockets.push(socket, other);
  return [socket, other];
}

beforeEach(async () => {
  sockets = [];
  server = createServer({ allowHalfOpen: true }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  [client, accepted] = await accept();
});
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  server.close();
});

/** What `socket` is sent from now on, as far as it has come. */
function collect(socket: Socket): { text: string; memory: Set<ArrayBufferLike> } {
  const received = { text: '', memory: new Set<ArrayBufferLike>() };
  const isShared = readInto(socket, (bytes) => {
    received.text += bytes.toString('latin1');
    received.memory.add(bytes.buffer);
    return true;
  });
  // Without it redirects are a ninth dearer: this Node keeps its sockets' options elsewhere, and `readInto` is to be told where.
  expect(isShared).toBe(true);
  socket.resume();
  return received;
}

describe('what a connection is read into', () => {
  it('is the same memory for each read and each connection', async () => {
    const [otherClient, otherAccepted] = await accept();
    const [one, other] = [collect(accepted), collect(otherAccepted)];
    for (const letter of ['a', 'b', 'c']) {
      client.write(letter);
      otherClient.write(letter.toUpperCase());
      await expect.poll(() => one.text.endsWith(letter) && other.text.endsWith(letter.toUpperCase())).toBe(true);
    }
    expect([one.text, other.text]).toEqual(['abc', 'ABC']);
    expect(new Set([...one.memory, ...other.memory]).size).toBe(1);
  });

  it('holds all of what is longer than it, in its order', async () => {
    const received = collect(accepted);
    const sent = Array.from({ length: 100_000 }, (_, index) => String(index)).join(' ');
    client.end(sent);
    await once(accepted, 'end');
    expect(received.text).toBe(sent);
  });

  it('is not read on while the connection is paused', async () => {
    const received = collect(accepted);
    accepted.pause();
    client.write('later');
    const [otherClient, otherAccepted] = await accept();
    const other = collect(otherAccepted);
    otherClient.write('sooner');
    await expect.poll(() => other.text).toBe('sooner');
    expect(received.text).toBe('');
    accepted.resume();
    await expect.poll(() => received.text).toBe('later');
  });

  it('tells of a connection that is reset', async () => {
    collect(accepted);
    const failed = once(accepted, 'error');
    client.resetAndDestroy();
    expect((await failed)[0]).toMatchObject({ code: 'ECONNRESET' });
  });
});
