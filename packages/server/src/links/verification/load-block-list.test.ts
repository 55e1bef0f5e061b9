import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { collectGarbage } from '../../../test/harness/collect-garbage.ts';
import { createTemporaryDirectory } from '../../../test/harness/temporary-directory.ts';
import { loadBlockList } from './load-block-list.ts';

const directory = await createTemporaryDirectory('load-block-list');

async function load(content: string | Uint8Array) {
  const file = join(directory, 'hosts.txt');
  await writeFile(file, content);
  return loadBlockList(file);
}

test('hosts are listed and malformed lines are counted by number', async () => {
  const { hosts, malformed } = await load(
    '\ufeff# list\r\nbad.example\r\n\r\nbad example\n0.0.0.0 worse.example\n??\nlast.example',
  );
  expect(['www.bad.example', 'worse.example', 'last.example', 'good.example'].map(hosts.matchOf)).toEqual([
    'bad.example',
    'worse.example',
    'last.example',
    undefined,
  ]);
  expect(hosts.size).toBe(3);
  expect(malformed).toEqual({ count: 2, lines: [4, 6] });
});

test('of many malformed lines the first twenty are named', async () => {
  const { malformed } = await load('??\n'.repeat(1000));
  expect(malformed).toEqual({ count: 1000, lines: Array.from({ length: 20 }, (_line, index) => index + 1) });
});

test('an empty file lists nothing', async () => {
  expect(await load('')).toMatchObject({ hosts: { size: 0 }, malformed: { count: 0 } });
});

test('a line without end is one malformed line, and the next counts again', async () => {
  const { hosts, malformed } = await load(
    `bad.example\n${'x'.repeat(1_000_000)}\nworse.example\n${'.'.repeat(100_000)}`,
  );
  expect(hosts.size).toBe(2);
  expect(malformed).toEqual({ count: 2, lines: [2, 4] });
});

test('lines and characters are whole where one read ends and the next begins', async () => {
  const names = Array.from({ length: 20_000 }, (_name, index) => `bös-${index}.example`);
  const { hosts, malformed } = await load(names.join('\n'));
  expect(hosts.size).toBe(20_000);
  expect(hosts.matchOf('xn--bs-19999-n4a.example')).toBe('xn--bs-19999-n4a.example');
  expect(malformed.count).toBe(0);
});

test('any bytes are a list', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), async (bytes) => {
      const { hosts, malformed } = await load(bytes);
      expect(hosts.size + malformed.count).toBeLessThanOrEqual(bytes.length + 1);
    }),
  );
});

test('a million hosts take little memory, and others get their turn while they load', async () => {
  const names = Array.from({ length: 1_000_000 }, (_name, index) => `host-${index}.tracker-${index % 977}.example`);
  const content = names.join('\n');
  let turns = 0;
  let loading = true;
  const takeTurn = (): void => {
    turns++;
    if (loading) setImmediate(takeTurn);
  };
  takeTurn();
  collectGarbage();
  const before = process.memoryUsage().arrayBuffers;
  const { hosts } = await load(content);
  loading = false;
  expect(hosts.size).toBe(1_000_000);
  expect(hosts.matchOf('www.host-999999.tracker-528.example')).toBe('host-999999.tracker-528.example');
  expect(hosts.matchOf('host-999999.tracker-529.example')).toBeUndefined();
  collectGarbage();
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 * content.length);
  // At least one turn for each 32 kB that are read.
  expect(turns).toBeGreaterThan(content.length / (32 * 1024));
}, 60_000);
