import { inTransaction } from '../platform/db/in-transaction.ts';
import type { Actor } from '../platform/events/caller.ts';
import { AppError } from '../platform/http/app-error.ts';
import { FAILURES } from '../platform/http/kinds-of-failure.ts';
import type { AccountDeps } from './account-deps.ts';
import { type IssuedKey, issueKey } from './issue-key.ts';
import { requireFutureExpiry } from './key-expiry.ts';
import { type KeyKind, workspaceKindOf } from './key-kind.ts';
import { inUsualOrder, type KeyScope } from './key-scope.ts';
import { describeKey, recordKey } from './record-key.ts';
import type { Workspace } from './workspace.ts';

export type NewKey = {
  readonly kind: KeyKind;
  readonly name?: string | null | undefined;
  readonly scopes: readonly KeyScope[];
  readonly expiresAtMs?: number | null | undefined;
};

type Owner = Pick<Workspace, 'id' | 'kind'>;

const NEEDS_PERSON =
  'A key of kind "personal" acts as one person, and this workspace belongs to a team: use "workspace" or "live".';
const NEEDS_TEAM =
  'A key of kind "workspace" acts for a team, and this workspace belongs to one person: use "personal" or "live".';

function requireFittingKind(kind: KeyKind, owner: Owner): void {
  const needed = workspaceKindOf(kind);
  if (needed === undefined || needed === owner.kind) return;
  throw new AppError(FAILURES.invalid, needed === 'personal' ? NEEDS_PERSON : NEEDS_TEAM);
}

/** Makes a key of a workspace. Throws `invalid_request` for a kind that does not fit it, or an expiry in the past. */
export async function createKey(
  deps: Pick<AccountDeps, 'db' | 'keyring' | 'sealer' | 'clock' | 'ids'>,
  owner: Owner,
  { kind, name = null, scopes, expiresAtMs = null }: NewKey,
  actor: Actor,
): Promise<IssuedKey> {
  requireFittingKind(kind, owner);
  requireFutureExpiry(expiresAtMs, deps.clock.now());
  const draft = { kind, name, scopes: inUsualOrder(scopes), expiresAtMs, rotatedFrom: null };
  return inTransaction(deps.db, async (transaction) => {
    const issued = await issueKey({ ...deps, db: transaction }, owner.id, draft);
    const what = { type: 'key.created', summary: `Key created: ${describeKey(issued.key)}.` } as const;
    await recordKey(transaction, deps, actor, issued.key, what);
    return issued;
  });
}
