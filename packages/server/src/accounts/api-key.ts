import type { KeyKind } from './key-kind.ts';
import type { KeyScope } from './key-scope.ts';
import type { Scope } from './scope.ts';

/** A key as it is kept: nobody, the server included, can tell its token any more. */
export type ApiKey = {
  readonly id: string;
  readonly scope: Scope;
  readonly kind: KeyKind;
  readonly name: string | null;
  readonly scopes: readonly KeyScope[];
  readonly last4: string;
  readonly createdAtMs: number;
  readonly expiresAtMs: number | null;
  readonly revokedAtMs: number | null;
  readonly lastUsedAtMs: number | null;
  /** The key that this one replaces. */
  readonly rotatedFrom: string | null;
};
