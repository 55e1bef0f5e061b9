import { createKey, createWorkspace, type KeyKind, type Plan, type WorkspaceKind } from '../../src/accounts/index.ts';
import { KEY_SCOPES, type KeyScope } from '../../src/accounts/key-scope.ts';
import { OPERATOR } from '../../src/platform/events/caller.ts';
import type { TestDeps } from './serve-accounts.ts';

export type MadeKey = { readonly id: string; readonly token: string; readonly workspaceId: string };

let handles = 0;

/** A workspace of its own, `team` unless said otherwise. */
export function makeWorkspace(deps: TestDeps, kind: WorkspaceKind = 'team', plan: Plan = 'free') {
  return createWorkspace(deps, { handle: `workspace-${++handles}`, kind, plan });
}

type Wanted = {
  readonly kind?: KeyKind;
  readonly scopes?: readonly KeyScope[];
  readonly expiresAtMs?: number;
  readonly workspace?: { readonly id: string; readonly kind: WorkspaceKind };
};

/** A key as the command line makes it: with every scope, in a workspace of its own unless one is given. */
export async function makeKey(deps: TestDeps, wanted: Wanted = {}): Promise<MadeKey> {
  const { kind = 'live', scopes = KEY_SCOPES, expiresAtMs = null } = wanted;
  const workspace = wanted.workspace ?? (await makeWorkspace(deps, kind === 'personal' ? 'personal' : 'team'));
  const { key, token } = await createKey(deps, workspace, { kind, scopes, expiresAtMs }, OPERATOR);
  return { id: key.id, token, workspaceId: workspace.id };
}
