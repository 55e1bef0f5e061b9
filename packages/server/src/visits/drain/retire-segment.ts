import { renameSync, rmSync } from 'node:fs';
import type { Log } from '../../platform/log.ts';
import { inspectRest } from './segment-rest.ts';
import type { Segment } from './segments.ts';
import type { VisitWriter } from './visit-writer.ts';

/**
 * Removes a finished segment, all of whose whole frames are in the database. The file goes first and the record of its progress
 * after it: in the other order a crash between the two would count everything again. Damaged files are kept aside.
 */
export async function retireSegment(
  writer: VisitWriter,
  segment: Segment,
  drainedBytes: number,
  log: Log,
): Promise<void> {
  const { name, path, size } = segment;
  const rest = inspectRest(path, drainedBytes, size);
  const droppedBytes = size - drainedBytes;
  await writer.flush();
  if (rest === 'damage') {
    renameSync(path, `${path}.damaged`);
    log.error(
      { path: `${path}.damaged`, drainedBytes, droppedBytes },
      'a journal segment is damaged: clicks may be lost',
    );
  } else {
    if (rest === 'torn') log.warn({ path, droppedBytes }, 'a torn write at the end of a journal segment was dropped');
    rmSync(path);
  }
  await writer.forgetSegment(name);
}
