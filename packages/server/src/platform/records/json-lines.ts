import type { RecordFile } from './record-keeper.ts';

/** Small enough to be made in memory, large enough that a million records are no million files. */
const RECORDS_PER_FILE = 5_000;

const toFile = (name: string, number: number, lines: readonly string[]): RecordFile => ({
  path: `${name}-${String(number).padStart(4, '0')}.jsonl`,
  content: `${lines.join('\n')}\n`,
});

/** Records as files of JSON lines: `links-0001.jsonl` and so on; none where there is nothing. */
export async function* toJsonLines(name: string, records: AsyncIterable<object>): AsyncGenerator<RecordFile> {
  let lines: string[] = [];
  let number = 1;
  for await (const record of records) {
    lines.push(JSON.stringify(record));
    if (lines.length < RECORDS_PER_FILE) continue;
    yield toFile(name, number++, lines);
    lines = [];
  }
  if (lines.length > 0) yield toFile(name, number, lines);
}
