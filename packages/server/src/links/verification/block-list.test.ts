import { mkdir, rm, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTemporaryDirectory } from '../../../test/harness/temporary-directory.ts';
import type { Log } from '../../platform/log.ts';
import { type BlockList, openBlockList } from './block-list.ts';

type Line = { readonly level: string; readonly fields: Readonly<Record<string, unknown>>; readonly message: string };

let directory: string;
let file: string;
let lines: Line[];
let onLine: (line: Line) => void;
const opened: BlockList[] = [];

beforeEach(async () => {
  directory = await createTemporaryDirectory('block-list');
  file = join(directory, 'hosts.txt');
  lines = [];
  onLine = () => undefined;
});
afterEach(() => {
  for (const list of opened.splice(0)) list.close();
});

const write =
  (level: string) =>
  (fields: Readonly<Record<string, unknown>>, message: string): void => {
    lines.push({ level, fields, message });
    onLine({ level, fields, message });
  };
const log: Log = {
  debug: write('debug'),
  info: write('info'),
  warn: write('warn'),
  error: write('error'),
  child: () => log,
};

async function open(path: string | undefined = file): Promise<BlockList> {
  const list = await openBlockList(path, log);
  opened.push(list);
  return list;
}

const nextChange = (list: BlockList): Promise<void> => new Promise((resolve) => list.onChange(resolve));
const nextError = (): Promise<Line> =>
  new Promise((resolve) => {
    onLine = (line) => void (line.level === 'error' && resolve(line));
  });

test('a listed host blocks itself and its subdomains', async () => {
  await writeFile(file, 'bad.example\n8.8.8.8\n');
  const list = await open();
  expect(list.isBlocked('bad.example')).toBe('bad.example');
  expect(list.isBlocked('a.b.bad.example')).toBe('bad.example');
  expect(list.isBlocked('8.8.8.8')).toBe('8.8.8.8');
  expect(list.isBlocked('good.example')).toBeUndefined();
});

test('without a file nothing is blocked, now or later', async () => {
  const list = await openBlockList(undefined, log);
  expect(list.isBlocked('bad.example')).toBeUndefined();
  list.close();
  const missing = await open();
  expect(missing.isBlocked('bad.example')).toBeUndefined();
  await writeFile(file, 'bad.example');
  await nextChange(missing);
  expect(missing.isBlocked('bad.example')).toBe('bad.example');
  await rm(file);
  await nextChange(missing);
  expect(missing.isBlocked('bad.example')).toBeUndefined();
});

test('malformed lines are logged with their numbers, once for each state of the file', async () => {
  await writeFile(file, 'bad.example\n??\ngood?\n');
  await open();
  expect(lines.filter(({ level }) => level === 'warn')).toEqual([
    { level: 'warn', fields: { file, malformed: 2, lines: [2, 3] }, message: expect.stringContaining('malformed') },
  ]);
});

test('a list that becomes unreadable stays in force, is logged once, and is followed again afterwards', async () => {
  await writeFile(file, 'bad.example');
  const list = await open();
  const other = join(directory, 'other.txt');
  const clock = await open(other);
  await rm(file);
  await mkdir(file);
  const { fields } = await nextError();
  expect(fields).toMatchObject({ file, err: { code: 'EISDIR' } });
  // Each change of another list takes two looks, so that this one was tried again in the meantime.
  for (const content of ['a.example', 'b.example']) {
    await writeFile(other, content);
    await nextChange(clock);
  }
  expect(list.isBlocked('bad.example')).toBe('bad.example');
  expect(lines.filter(({ level }) => level === 'error')).toHaveLength(1);
  await rmdir(file);
  await writeFile(file, 'worse.example');
  while (list.isBlocked('worse.example') === undefined) await nextChange(list);
  expect(list.isBlocked('bad.example')).toBeUndefined();
});

test('a list that cannot be read at the start is refused', async () => {
  await mkdir(file);
  await expect(openBlockList(file, log)).rejects.toThrow('EISDIR');
});

test('a listener that left and a list that was closed hear no more', async () => {
  await writeFile(file, 'bad.example');
  const closed = await open();
  const list = await open();
  let heard = 0;
  list.onChange(() => heard++)();
  closed.close();
  await writeFile(file, 'worse.example');
  await nextChange(list);
  await writeFile(file, 'worst.example');
  await nextChange(list);
  expect(heard).toBe(0);
  expect(closed.isBlocked('bad.example')).toBe('bad.example');
});
