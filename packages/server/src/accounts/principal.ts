import type { KeyKind } from './key-kind.ts';
import type { KeyScope } from './key-scope.ts';
import type { Scope } from './scope.ts';
import type { Plan, WorkspaceKind } from './workspace.ts';

/** Who asks: a key, or a person who is signed in, and what they may do in the workspace they act for. */
export type Principal = Scope & {
  /** Of the key; of the person where `personId` is set. */
  readonly keyId: string;
  /** Set where a session asks in place of a key. */
  readonly personId: string | null;
  /** For a session, the kind that a key for this workspace would be. */
  readonly kind: KeyKind;
  readonly workspaceKind: WorkspaceKind;
  readonly plan: Plan;
  readonly scopes: ReadonlySet<KeyScope>;
};
