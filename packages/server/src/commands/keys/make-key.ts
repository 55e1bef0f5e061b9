import {
  adoptTeamsWithoutMembers,
  createKey,
  createWorkspace,
  findFirstWorkspace,
  findWorkspace,
  type IssuedKey,
  type KeyKind,
  type KeyScope,
  type Plan,
  setPlan,
  type Workspace,
  workspaceKindOf,
} from '../../accounts/index.ts';
import { OPERATOR } from '../../platform/events/caller.ts';
import { AppError } from '../../platform/http/app-error.ts';
import { FAILURES } from '../../platform/http/kinds-of-failure.ts';
import type { Store } from '../command.ts';

export type WantedKey = {
  readonly kind: KeyKind;
  readonly plan: Plan | undefined;
  readonly name: string | null;
  /** The first workspace that fits when left out. */
  readonly handle: string | undefined;
  readonly scopes: readonly KeyScope[];
  readonly expiresAtMs: number | null;
};

export type MadeKey = IssuedKey & { readonly workspace: Workspace };

async function openWorkspace(store: Store, { kind, handle, plan }: WantedKey): Promise<Workspace> {
  const fitting = workspaceKindOf(kind);
  if (handle === undefined) {
    const first = await findFirstWorkspace(store, fitting);
    if (first !== undefined) return first;
  }
  const name = handle ?? (fitting === 'personal' ? 'owner' : 'home');
  const known = await findWorkspace(store, name);
  if (known !== undefined) return known;
  const made = await createWorkspace(store, { handle: name, kind: fitting ?? 'team', plan });
  await adoptTeamsWithoutMembers(store);
  return made;
}

async function makeAtOnce(store: Store, wanted: WantedKey): Promise<MadeKey> {
  const opened = await openWorkspace(store, wanted);
  const issued = await createKey(store, opened, wanted, OPERATOR);
  const { plan = opened.plan } = wanted;
  return { ...issued, workspace: plan === opened.plan ? opened : await setPlan(store, opened.id, plan) };
}

/**
 * Makes a key, and its workspace when there is none: all of it or nothing. Throws AppErrors of the use cases, such as for a
 * kind that does not fit the workspace.
 */
export async function makeKey(store: Store, wanted: WantedKey): Promise<MadeKey> {
  const attempt = () =>
    store.db.transaction().execute((transaction) => makeAtOnce({ ...store, db: transaction }, wanted));
  try {
    return await attempt();
  } catch (error) {
    // Another process has made the same workspace since we looked; now it is there.
    if (error instanceof AppError && error.code === FAILURES.conflict.code) return attempt();
    throw error;
  }
}
