import { hash } from 'node:crypto';
import { BASE62, randomText } from '../../platform/crypto/base-encoding.ts';
import type { PageDeps } from '../page-deps.ts';
import { deleteExpiredHandOvers, insertHandOver, takeHandOver } from './hand-overs.store.ts';
import type { HandOverPurpose } from './hand-overs.table.ts';

const LENGTH = 43;
const SHAPE = new RegExp(`^[0-9A-Za-z]{${LENGTH}}$`);
const LASTS_MS = 2 * 60_000;

type Deps = Pick<PageDeps, 'db' | 'clock'>;

/** Which version of which page somebody was allowed to see; `personId` is null where everybody is. */
export type HandOver = { readonly pageId: string; readonly version: number; readonly personId: string | null };

/** The token has 256 random bits and lives for two minutes: a plain hash of it is enough to keep it out of the database. */
const hashOf = (token: string): string => hash('sha256', token, 'hex');

/** A token for an address on the host for content, which has no session: it opens one version of one page once. */
export async function createHandOver({ db, clock }: Deps, purpose: HandOverPurpose, what: HandOver): Promise<string> {
  const token = randomText(BASE62, LENGTH);
  const nowMs = clock.now();
  await deleteExpiredHandOvers(db, nowMs);
  await insertHandOver(db, {
    token_hash: hashOf(token),
    purpose,
    page_id: what.pageId,
    version: what.version,
    person_id: what.personId,
    expires_at: nowMs + LASTS_MS,
  });
  return token;
}

/** What the token opens; undefined when it is none, was used or is too old. It is used up by this. */
export async function useHandOver(
  { db, clock }: Deps,
  purpose: HandOverPurpose,
  token: string,
): Promise<HandOver | undefined> {
  if (!SHAPE.test(token)) return undefined;
  const row = await takeHandOver(db, hashOf(token), purpose, clock.now());
  return row && { pageId: row.page_id, version: row.version, personId: row.person_id };
}
