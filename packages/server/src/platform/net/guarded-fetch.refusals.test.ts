import { createServer } from 'node:http';
import { createServer as createTcpServer, type Socket } from 'node:net';
import { describe, expect, test, vi } from 'vitest';
import { answers, client, failureOf, listen } from '../../../test/net/guarded-requests.ts';

const local = client('127.0.0.0/8');
/** With IPv6, where the machine has it. */
const EVERY_INTERFACE = '';

function countingConnections() {
  let arrived = 0;
  const count = (socket: Socket): void => {
    arrived++;
    socket.destroy();
  };
  return { count, arrived: () => arrived };
}

describe('a blocked address', () => {
  const spellings = [
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f.1',
    '0177.0.0.1',
    '①②⑦.0.0.1',
    '127。0。0。1',
    '[::ffff:127.0.0.1]',
  ]
    .concat([
      '[::ffff:7f00:1]',
      '[::7f00:1]',
      '[::127.0.0.1]',
      '[64:ff9b::7f00:1]',
      '[64:ff9b:1::7f00:1]',
      '[::ffff:0:7f00:1]',
    ])
    .concat(['[2002:7f00:1::]', '[2001::7f00:1]', '[::1]', '0.0.0.0', '[::]', 'localhost', 'LOCALHOST', '100.64.0.1'])
    .concat([
      '198.18.0.1',
      '192.0.0.1',
      '[fec0::1]',
      '[3fff::1]',
      '[100::1]',
      '[5f00::1]',
      '169.254.169.254',
      '10.0.0.1',
    ]);

  test('is refused in every spelling before anything is dialled', async () => {
    const { count, arrived } = countingConnections();
    const port = await listen(createTcpServer(count), EVERY_INTERFACE);
    const guarded = client('');
    for (const host of spellings) {
      // On the usual ports, too, so that it is the address that is refused and not the port.
      for (const authority of [host, `${host}:8443`, `${host}:${port}`]) {
        for (const scheme of ['http', 'https']) {
          expect(await failureOf(guarded(`${scheme}://${authority}/`)), authority).toBe('blocked address');
        }
      }
    }
    // The listener answers connections in the order in which they came: this one is its first.
    expect(await failureOf(local(`http://127.0.0.1:${port}/`))).toBe('no answer');
    expect(arrived()).toBe(1);
  });

  test('among the addresses of a name spoils them all', async () => {
    const { count, arrived } = countingConnections();
    const port = await listen(createTcpServer(count));
    const mixed = client('127.0.0.1/32', answers('127.0.0.1', '127.0.0.2'));
    expect(await failureOf(mixed(`http://name.example:${port}/`))).toBe('blocked address');
    for (const other of ['10.0.0.1', '::1', '::ffff:127.0.0.1', '::7f00:1', 'fe80::1%eth0', '64:ff9b::808:808']) {
      expect(await failureOf(client('', answers('8.8.8.8', other))('https://name.example/')), other).toBe(
        'blocked address',
      );
    }
    expect(await failureOf(local(`http://127.0.0.1:${port}/`))).toBe('no answer');
    expect(arrived()).toBe(1);
  });

  test('is not dialled when the name is rebound after the check', async () => {
    const checked = createServer((_incoming, outgoing) => outgoing.end('checked'));
    const port = await listen(checked, '127.0.0.1');
    const rebound = createServer((_incoming, outgoing) => outgoing.end('rebound'));
    await listen(rebound, '127.0.0.2', port);
    const resolve = vi.fn(answers('127.0.0.2')).mockResolvedValueOnce(['127.0.0.1']);
    const guarded = client('127.0.0.1/32', resolve);
    expect((await guarded(`http://name.example:${port}/`)).body.toString()).toBe('checked');
    expect(resolve).toHaveBeenCalledTimes(1);
    expect(await failureOf(guarded(`http://name.example:${port}/`))).toBe('blocked address');
  });

  test.each([
    'not a url',
    '',
    '//example.com',
    'file:///etc/passwd',
    'ftp://8.8.8.8/',
    'javascript:1',
    'http://user@8.8.8.8/',
    'http://:secret@8.8.8.8/',
    'http://8.8.8.8:22/',
    'https://8.8.8.8:6379/',
  ])('is what %j asks for', async (url) => {
    expect(await failureOf(client('')(url))).toBe('blocked address');
  });
});
