import type { RecordFile } from './record-keeper.ts';

// A file is made in memory as a whole; a million records are still no million files.
const RECORDS_PER_FILE = 5_000;
const CHARACTERS_PER_FILE = 8 * 1024 * 1024;

const toFile = (name: string, number: number, lines: readonly string[]): RecordFile => ({
  path: `${name}-${String(number).padStart(4, '0')}.jsonl`,
  content: `${lines.join('\n')}\n`,
});

/** Records as files of JSON lines: `links-0001.jsonl` and so on; none where there is nothing. */
export async function* toJsonLines(name: string, records: AsyncIterable<object>): AsyncGenerator<RecordFile> {
  let lines: string[] = [];
  let characters = 0;
  let number = 1;
  for await (const record of records) {
    const line = JSON.stringify(record);
    lines.push(line);
    characters += line.length;
    if (lines.length < RECORDS_PER_FILE && characters < CHARACTERS_PER_FILE) continue;
    yield toFile(name, number++, lines);
    lines = [];
    characters = 0;
  }
  if (lines.length > 0) yield toFile(name, number, lines);
}
