import { once } from 'node:events';
import { createServer as createSecureServer } from 'node:https';
import { createServer as createTcpServer, type Socket } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { answers, client, failureOf, listen, serve } from '../../../test/net/guarded-requests.ts';
import { selfSignedCertificate } from '../../../test/net/self-signed-certificate.ts';

const local = client('127.0.0.0/8');
afterEach(() => void vi.useRealTimers());

describe('an answer', () => {
  test('comes with its status, headers and bytes', async () => {
    const port = await serve((incoming, outgoing) => {
      outgoing
        .writeHead(207, { 'x-seen': JSON.stringify([incoming.method, incoming.url, incoming.headers]) })
        .end('body');
    });
    const answer = await local(`http://127.0.0.1:${port}/path?q=1#fragment`, { headers: { 'x-mine': 'yes' } });
    expect([answer.status, answer.body.toString()]).toEqual([207, 'body']);
    const headers = { host: `127.0.0.1:${port}`, 'x-mine': 'yes', connection: 'close' };
    expect(JSON.parse(String(answer.headers['x-seen']))).toEqual(['GET', '/path?q=1', headers]);
  });

  test('comes to a POST with a body', async () => {
    const port = await serve(async (incoming, outgoing) => {
      const chunks = await incoming.toArray();
      outgoing.end(`${incoming.method} ${incoming.headers['content-length']} ${Buffer.concat(chunks)}`);
    });
    const answer = await local(`http://127.0.0.1:${port}/`, { method: 'POST', body: 'grüße' });
    expect(answer.body.toString()).toBe('POST 7 grüße');
  });

  test('that is a redirect is not followed', async () => {
    const seen: unknown[] = [];
    const port = await serve((incoming, outgoing) => {
      seen.push(incoming.url);
      outgoing.writeHead(307, { location: '/next' }).end();
    });
    expect(await local(`http://127.0.0.1:${port}/`)).toMatchObject({ status: 307, headers: { location: '/next' } });
    expect(seen).toEqual(['/']);
  });

  test('that is compressed unasked stays as small as it came', async () => {
    const bomb = gzipSync(Buffer.alloc(10_000_000));
    const port = await serve((_incoming, outgoing) =>
      outgoing.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
    );
    expect((await local(`http://127.0.0.1:${port}/`)).body.equals(bomb)).toBe(true);
  });

  test('of 64 kB is read, and of one byte more is too large', async () => {
    const port = await serve((incoming, outgoing) => outgoing.end(Buffer.alloc(Number(incoming.url?.slice(1)))));
    expect((await local(`http://127.0.0.1:${port}/65536`)).body).toHaveLength(65_536);
    expect(await failureOf(local(`http://127.0.0.1:${port}/65537`))).toBe('too large');
  });

  test('without end is cut off', async () => {
    const closed = Promise.withResolvers<void>();
    const port = await serve((_incoming, outgoing) => {
      const more = (): void => void outgoing.write(Buffer.alloc(10_000));
      outgoing.on('drain', more).on('close', closed.resolve);
      while (outgoing.write(Buffer.alloc(10_000)));
    });
    expect(await failureOf(local(`http://127.0.0.1:${port}/`))).toBe('too large');
    await closed.promise;
  });

  test('with headers without end is cut off', async () => {
    const port = await serve((_incoming, outgoing) => outgoing.writeHead(200, { 'x-long': 'x'.repeat(100_000) }).end());
    expect(await failureOf(local(`http://127.0.0.1:${port}/`))).toBe('too large');
  });
});

describe('no answer', () => {
  test.each([
    ['is a connection that is closed at once', (socket: Socket) => socket.destroy()],
    ['is a reset', (socket: Socket) => socket.resetAndDestroy()],
    ['is something else than HTTP', (socket: Socket) => socket.end('220 smtp.example ESMTP\r\n')],
    ['is half a body', (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf')],
    [
      'is an upgrade',
      (socket: Socket) => socket.end('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n'),
    ],
  ])('%s', async (_what, behave) => {
    const port = await listen(createTcpServer((socket) => void socket.once('data', () => behave(socket))));
    expect(await failureOf(local(`http://127.0.0.1:${port}/`))).toBe('no answer');
  });

  test('is a port where nothing listens', async () => {
    const server = createTcpServer();
    const port = await listen(server);
    await once(server.close(), 'close');
    expect(await failureOf(local(`http://127.0.0.1:${port}/`))).toBe('no answer');
  });

  test('is a name without an address', async () => {
    const unknown = async () => Promise.reject(Object.assign(new Error('unknown'), { code: 'ENOTFOUND' }));
    expect(await failureOf(client('', unknown)('http://does-not-exist.invalid/'))).toBe('no answer');
    expect(await failureOf(client('', answers())('http://example.com/'))).toBe('no answer');
  });
});

describe('a time limit', () => {
  test('ends a name that is not resolved within 5 s, and nothing is dialled afterwards', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const resolved = Promise.withResolvers<readonly string[]>();
    const asked = Promise.withResolvers<void>();
    const seen: unknown[] = [];
    const port = await serve((incoming, outgoing) => {
      seen.push(incoming.url);
      outgoing.end();
    });
    const slow = client('127.0.0.0/8', () => {
      asked.resolve();
      return resolved.promise;
    });
    const failure = failureOf(slow(`http://name.example:${port}/late`));
    await asked.promise;
    vi.advanceTimersByTime(5_000);
    expect(await failure).toBe('timed out');
    resolved.resolve(['127.0.0.1']);
    await local(`http://127.0.0.1:${port}/after`);
    expect(seen).toEqual(['/after']);
  });

  test('ends TLS that is not agreed within 5 s', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const server = createTcpServer((socket) => void socket.resume());
    const port = await listen(server);
    const failure = failureOf(local(`https://127.0.0.1:${port}/`));
    await once(server, 'connection');
    vi.advanceTimersByTime(5_000);
    expect(await failure).toBe('timed out');
  });

  test.each([
    ['headers', ''],
    ['body', 'HTTP/1.1 200 OK\r\n\r\nx'],
  ])('ends an answer whose %s never ends after 15 s, and hangs up', async (_part, beginning) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const server = createTcpServer();
    const port = await listen(server);
    const failure = failureOf(local(`http://127.0.0.1:${port}/`));
    const [socket]: Socket[] = await once(server, 'connection');
    if (socket === undefined) throw new Error('no connection');
    const closed = new Promise((resolve) => socket.once('close', resolve));
    await once(socket, 'data');
    socket.write(beginning);
    vi.advanceTimersByTime(14_999);
    socket.write(beginning);
    vi.advanceTimersByTime(1);
    expect(await failure).toBe('timed out');
    await closed;
  });
});

describe('a name', () => {
  test('stays in the Host header while the checked address is dialled', async () => {
    const port = await serve((incoming, outgoing) => outgoing.end(incoming.headers.host));
    const answer = await client('127.0.0.1', answers('127.0.0.1'))(`http://Name.Example:${port}/`);
    expect(answer.body.toString()).toBe(`name.example:${port}`);
  });

  test('is tried at its next address when one does not answer', async () => {
    const port = await serve((_incoming, outgoing) => outgoing.end('second'));
    const answer = await client('127.0.0.0/8', answers('127.0.0.9', '127.0.0.1'))(`http://name.example:${port}/`);
    expect(answer.body.toString()).toBe('second');
  });

  test('is what TLS asks for and what the certificate must be for', async () => {
    const certificate = selfSignedCertificate('name.example');
    const before = getCACertificates('default');
    setDefaultCACertificates([...before, certificate.cert]);
    try {
      const names: string[] = [];
      const server = createSecureServer(certificate, (_incoming, outgoing) => outgoing.end('over TLS'));
      server.on('secureConnection', (socket) => names.push(String(socket.servername)));
      const port = await listen(server);
      const guarded = client('127.0.0.1', answers('127.0.0.1'));
      expect((await guarded(`https://name.example:${port}/`)).body.toString()).toBe('over TLS');
      expect(names).toEqual(['name.example']);
      expect(await failureOf(guarded(`https://other.example:${port}/`))).toBe('no answer');
      expect(await failureOf(guarded(`https://127.0.0.1:${port}/`))).toBe('no answer');
    } finally {
      setDefaultCACertificates(before);
    }
  });
});
