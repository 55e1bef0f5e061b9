import type { KeyKind } from './key-kind.ts';
import type { KeyScope } from './key-scope.ts';
import type { Scope } from './scope.ts';
import type { Plan, WorkspaceKind } from './workspace.ts';

/** Who asks: a key, and what it may do. */
export type Principal = Scope & {
  readonly keyId: string;
  readonly kind: KeyKind;
  readonly workspaceKind: WorkspaceKind;
  readonly plan: Plan;
  readonly scopes: ReadonlySet<KeyScope>;
};
