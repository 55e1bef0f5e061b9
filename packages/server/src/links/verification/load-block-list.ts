import { open } from 'node:fs/promises';
import { createHostSet, type HostSet } from './host-set.ts';
import { parseBlockListLine } from './parse-block-list-line.ts';

export type LoadedBlockList = {
  readonly hosts: HostSet;
  readonly malformed: {
    readonly count: number;
    /** The first of them, counted from 1. */
    readonly lines: readonly number[];
  };
};

/** Each read is a turn of the event loop and its lines are parsed within it, well under a millisecond. */
const READ_BYTES = 32 * 1024;
/** No line with a meaning is longer. What a file without line ends holds is not gathered. */
const LINE_CHARACTERS_MAX = 4096;
const REPORTED_LINES_MAX = 20;

export async function loadBlockList(file: string): Promise<LoadedBlockList> {
  await using handle = await open(file, 'r');
  const hosts = createHostSet((await handle.stat()).size);
  const malformed = { count: 0, lines: [] as number[] };
  const decoder = new TextDecoder('utf-8');
  const buffer = Buffer.allocUnsafe(READ_BYTES);
  let lineNumber = 0;
  let rest = '';

  const take = (line: string): void => {
    lineNumber++;
    const found = line.length > LINE_CHARACTERS_MAX ? undefined : parseBlockListLine(line);
    if (found !== undefined) for (const host of found) hosts.add(host);
    else if (malformed.count++ < REPORTED_LINES_MAX) malformed.lines.push(lineNumber);
  };

  for (;;) {
    const { bytesRead } = await handle.read(buffer, 0, READ_BYTES);
    const text = decoder.decode(buffer.subarray(0, bytesRead), { stream: bytesRead > 0 });
    const lines = (rest + text).split('\n');
    rest = (lines.pop() ?? '').slice(0, LINE_CHARACTERS_MAX + 1);
    for (const line of lines) take(line);
    if (bytesRead === 0) break;
  }
  if (rest !== '') take(rest);
  return { hosts, malformed };
}
