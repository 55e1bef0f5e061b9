/**
 * Who makes a change, as the record of changes names them. `id`: of the key or the person; null for the operator's command line
 * and for the server itself. `address`: anonymised; null when there is none.
 */
export type Actor = {
  readonly kind: 'key' | 'person' | 'visitor' | 'operator' | 'server';
  readonly id: string | null;
  readonly address: string | null;
};

/** Whose objects are changed, and by whom. */
export type Caller = { readonly workspaceId: string; readonly livemode: boolean; readonly actor: Actor };

/** Whoever uses the command line on the server's machine. */
export const OPERATOR: Actor = { kind: 'operator', id: null, address: null };

/** What the server does by itself: jobs, expiry, the drain. */
export const SERVER: Actor = { kind: 'server', id: null, address: null };
