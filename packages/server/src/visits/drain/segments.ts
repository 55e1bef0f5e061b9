import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseSegmentName, type SegmentName } from '../journal/segment-name.ts';

/**
 * A segment file with its size now. A finished one does not grow any more: its writer has begun another or is gone. Every writer but
 * this process's own is gone, because a data directory is locked to one server.
 */
export type Segment = {
  readonly name: SegmentName;
  readonly path: string;
  readonly size: number;
  readonly finished: boolean;
};

/** All segments in the order in which they are drained: those of writers that are gone first, each writer's in its order. */
export function listSegments(directory: string, currentWriter: string): Segment[] {
  const files = readdirSync(directory).sort();
  const names = files.map(parseSegmentName).filter((name) => name !== undefined);
  const newest = new Map(names.map(({ writer, number }) => [writer, number])); // sorted, so the last one of each stays
  const segments = files.flatMap((file): Segment[] => {
    const name = parseSegmentName(file);
    if (name === undefined) return [];
    const path = join(directory, file);
    const finished = name.writer !== currentWriter || newest.get(name.writer) !== name.number;
    return [{ name, path, size: statSync(path).size, finished }];
  });
  return segments.sort(
    (one, other) => Number(one.name.writer === currentWriter) - Number(other.name.writer === currentWriter),
  );
}
