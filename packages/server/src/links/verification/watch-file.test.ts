import { appendFileSync, writeFileSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTemporaryDirectory } from '../../../test/harness/temporary-directory.ts';
import { isMissing, markOf, watchFile } from './watch-file.ts';

let file: string;
let stop = (): void => undefined;

beforeEach(async () => {
  file = join(await createTemporaryDirectory('watch-file'), 'watched.txt');
});
afterEach(() => stop());

const readText = async (): Promise<string> => {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return '(missing)';
    throw error;
  }
};

/** Watches `file`; `next` is the content that is applied next, or the error of the next attempt. */
async function watch(read = readText) {
  let next = Promise.withResolvers<string>();
  const settle = (take: (promise: PromiseWithResolvers<string>) => void): void => {
    const settled = next;
    next = Promise.withResolvers<string>();
    take(settled);
  };
  const watching = watchFile({
    file,
    from: await markOf(file),
    read,
    apply: (content) => settle(({ resolve }) => resolve(content)),
    onError: (error) => settle(({ resolve }) => resolve(`error: ${error}`)),
  });
  stop = watching.close;
  return { next: () => next.promise };
}

test('a file that is made, rewritten, replaced, truncated, deleted and made again is read each time', async () => {
  const { next } = await watch();
  await writeFile(file, 'made');
  expect(await next()).toBe('made');
  await writeFile(file, 'rewritten');
  expect(await next()).toBe('rewritten');
  await writeFile(`${file}.new`, 'replaced!');
  await rename(`${file}.new`, file);
  expect(await next()).toBe('replaced!');
  await writeFile(file, '');
  expect(await next()).toBe('');
  await rm(file);
  expect(await next()).toBe('(missing)');
  await writeFile(file, 'again');
  expect(await next()).toBe('again');
});

test('a file that changes while it is read is read again', async () => {
  await writeFile(file, 'old');
  const contents = ['half', 'whole'];
  const { next } = await watch(async () => {
    const text = await readText();
    const more = contents.shift();
    if (more !== undefined) await writeFile(file, more);
    return text;
  });
  await writeFile(file, 'first');
  expect(await next()).toBe('whole');
});

test('a file that is rewritten in many small steps is read when the last is done', async () => {
  await writeFile(file, 'x'.repeat(1000));
  const { next } = await watch();
  let written = 0;
  writeFileSync(file, '');
  const writer = setInterval(() => {
    appendFileSync(file, 'y');
    if (++written === 30) clearInterval(writer);
  }, 50);
  expect(await next()).toBe('y'.repeat(30));
});

test('a file that only ever grows is read while it does', async () => {
  await writeFile(file, 'x');
  const { next } = await watch();
  const writer = setInterval(() => appendFileSync(file, 'y'), 50);
  const first = await next();
  const second = await next();
  clearInterval(writer);
  expect(first).toMatch(/^xy+$/);
  expect(second.length).toBeGreaterThan(first.length);
});

test('an error is told and the next look tries again', async () => {
  await writeFile(file, 'old');
  let failing = true;
  const { next } = await watch(() => (failing ? Promise.reject(new Error('disk')) : readText()));
  await writeFile(file, 'new');
  expect(await next()).toBe('error: Error: disk');
  expect(await next()).toBe('error: Error: disk');
  failing = false;
  let applied = await next();
  // One more attempt may have failed before `failing` was taken back.
  if (applied.startsWith('error')) applied = await next();
  expect(applied).toBe('new');
});
