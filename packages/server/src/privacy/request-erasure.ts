import { requireTeamsKept, revokeAllKeys } from '../accounts/index.ts';
import { BASE58, randomText } from '../platform/crypto/base-encoding.ts';
import { isUniqueViolation } from '../platform/db/unique-violation.ts';
import { findErasureOf, insertErasure } from './erasures.store.ts';
import { type ErasureRow, erasureWorkspaceUnique } from './erasures.table.ts';
import type { PrivacyDeps } from './privacy-deps.ts';

// The receipt is read without a key, as all keys are gone: its id is the permission.
const SECRET_LENGTH = 32;

type Deps = Pick<PrivacyDeps, 'db' | 'clock' | 'verifiedKeys'>;

/**
 * Decides that a workspace is erased: from now on none of its keys opens anything, and the job `privacy.erase` deletes everything.
 * Asked again, it returns the same erasure. Throws `conflict` for somebody who is the only owner of a team.
 */
export async function requestErasure(deps: Deps, workspaceId: string): Promise<ErasureRow> {
  const id = `ers_${randomText(BASE58, SECRET_LENGTH)}`;
  const row = { id, workspace_id: workspaceId, requested_at: deps.clock.now() };
  try {
    const forgetKeys = await deps.db.transaction().execute(async (transaction) => {
      await insertErasure(transaction, row);
      await requireTeamsKept(transaction, workspaceId);
      return revokeAllKeys(transaction, deps, workspaceId);
    });
    forgetKeys();
  } catch (error) {
    const earlier = isUniqueViolation(error, erasureWorkspaceUnique)
      ? await findErasureOf(deps.db, workspaceId)
      : undefined;
    if (earlier === undefined) throw error;
    return earlier;
  }
  return { ...row, counts: null, left_over: null, finished_at: null };
}
