import type { Scope } from '../accounts/index.ts';
import type { Share } from './share.ts';
import type { ShareDeps } from './share-deps.ts';
import { toShare } from './share-row.ts';
import { shareNotFound } from './shares.errors.ts';
import { findOwnShare } from './shares.store.ts';

/** Also one that has ended. Throws `not_found`, the same for a missing share and for one of another workspace or mode. */
export async function readOwnShare({ db }: Pick<ShareDeps, 'db'>, scope: Scope, id: string): Promise<Share> {
  const row = await findOwnShare(db, scope, id);
  if (row === undefined) throw shareNotFound();
  return toShare(row);
}
