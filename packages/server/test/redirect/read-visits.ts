import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Visit } from '../../src/visits/index.ts';
import { MAGIC, readFrame } from '../../src/visits/journal/format.ts';

/** Everything that a journal's files hold, in its order. */
export function readVisits(directory: string): Visit[] {
  const visits: Visit[] = [];
  for (const file of readdirSync(directory).sort()) {
    const bytes = readFileSync(join(directory, file));
    for (let offset = MAGIC.length; ; ) {
      const frame = readFrame(bytes, offset);
      if (typeof frame === 'string') break;
      visits.push(...frame.visits);
      offset = frame.nextOffset;
    }
  }
  return visits;
}
