import { hasEnded, type Share } from './share.ts';
import { parseShareReference } from './share-address.ts';
import type { ShareDeps } from './share-deps.ts';
import { toShare } from './share-row.ts';
import { findAnyShare } from './unscoped-shares.store.ts';

/** The share behind an id, with or without its `sh_`, or a code; undefined when it is gone in any way. Counts nothing. */
export async function findShare(deps: Pick<ShareDeps, 'db' | 'clock'>, text: string): Promise<Share | undefined> {
  const reference = parseShareReference(text);
  const row = reference && (await findAnyShare(deps.db, reference));
  if (row === undefined) return undefined;
  const share = toShare(row);
  return hasEnded(share, deps.clock.now()) ? undefined : share;
}
