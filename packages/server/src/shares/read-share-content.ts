import { openContent } from './sealed-share.ts';
import { hasExpired, type Share, type ShareContent } from './share.ts';
import { parseShareReference } from './share-address.ts';
import type { ShareDeps } from './share-deps.ts';
import { toShare } from './share-row.ts';
import { findAnyShare, findShareBody } from './unscoped-shares.store.ts';

type Deps = Pick<ShareDeps, 'db' | 'sealer' | 'clock'>;

/** Undefined once it was erased. Asks for no proof, counts nothing. Throws `SealBroken`. */
export async function openShareContent({ db, sealer }: Deps, share: Share): Promise<ShareContent | undefined> {
  const sealed = await findShareBody(db, share.id);
  return sealed && openContent(sealer, share.id, share.type, sealed);
}

export type ReadShare = { readonly share: Share; readonly content: ShareContent };

/**
 * The content without counting, for its owner and for a browser that was shown it already: the caller has seen to that. It can be
 * read for some minutes after the last view was spent; undefined after that, and once the share has expired or is gone.
 */
export async function readShareContent(deps: Deps, text: string): Promise<ReadShare | undefined> {
  const reference = parseShareReference(text);
  const row = reference && (await findAnyShare(deps.db, reference));
  if (row === undefined) return undefined;
  const share = toShare(row);
  if (hasExpired(share, deps.clock.now())) return undefined;
  const content = await openShareContent(deps, share);
  return content && { share, content };
}
