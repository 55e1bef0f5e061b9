import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { BASE58, encodeNumber } from '../../packages/server/src/platform/crypto/base-encoding.ts';
import type { Visit } from '../../packages/server/src/visits/index.ts';
import { writeSegments } from '../analytics/write-segments.ts';
import { USER_AGENT } from '../measure/browser.ts';

/** Ids sort by age, the oldest first. */
export const linkIdOfAge = (index: number): string => `lnk_${encodeNumber(BASE58, BigInt(index), 22)}`;

function* visitsOf(links: number): Generator<Visit> {
  for (let index = 0; ; index++) {
    const visitor = Buffer.alloc(8);
    visitor.writeUInt32LE(index % 50_000);
    yield {
      subjectId: linkIdOfAge((index * 7919) % links),
      atMs: Date.now(),
      intent: 'navigate',
      address: Buffer.of(81, 2, index & 0xff),
      visitor,
      userAgent: USER_AGENT,
      referrer: 'https://news.example/today',
    };
  }
}

/** Leaves `count` clicks in the journal, as a server that was killed would. */
export function writeBacklog(dataDirectory: string, links: number, count: number): void {
  const directory = join(dataDirectory, 'journal');
  mkdirSync(directory, { recursive: true });
  writeSegments(directory, visitsOf(links), count);
}
