import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sealDestination } from '../../packages/server/src/links/sealed-link.ts';
import { deriveKeyring } from '../../packages/server/src/platform/crypto/keyring.ts';
import { createSealer } from '../../packages/server/src/platform/crypto/seal.ts';
import { createKey } from '../measure/proffer.ts';
import { linkIdOfAge } from './write-backlog.ts';
import { slugOfRank } from './zipf-paths.ts';

/** Has no divisor in common with any number of links here: by its multiples each rank is met once, in no order of age. */
const STRIDE = 7_919;

/**
 * Fills a data directory with `count` links, sealed as the server seals them. Written past the API, which would take hours
 * for a million and leave the same rows. How often one is asked for has nothing to do with its age.
 */
export function seedLinks(dataDirectory: string, count: number): void {
  if (existsSync(join(dataDirectory, 'proffer.sqlite'))) return;
  const { workspace_id } = createKey(dataDirectory);
  const secret = Buffer.from(readFileSync(join(dataDirectory, 'secret.key'), 'utf8').trim(), 'base64');
  const sealer = createSealer(deriveKeyring(secret));
  const database = new DatabaseSync(join(dataDirectory, 'proffer.sqlite'));
  const insert = database.prepare(
    `insert into links (id, workspace_id, livemode, domain, slug, destination, status, created_at, updated_at,
       verification_status, verification_checked_at) values (?, ?, 1, '', ?, ?, 'active', ?, ?, 'verified', ?)`,
  );
  const nowMs = Date.now();
  database.exec('begin');
  for (let index = 0; index < count; index++) {
    const id = linkIdOfAge(index);
    const rank = (index * STRIDE) % count;
    const destination = sealDestination(sealer, id, `https://example.com/landing/${rank}`);
    insert.run(id, workspace_id, slugOfRank(rank), destination, nowMs, nowMs, nowMs);
  }
  database.exec('commit');
  database.close();
}
