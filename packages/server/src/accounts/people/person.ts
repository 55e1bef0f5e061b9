/** Of a member in a workspace. Each may all that the ones behind it may. */
export const ROLES = ['owner', 'admin', 'member', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** Somebody who can sign in. `username` is the handle of their personal workspace, and the first part of their pages' addresses. */
export type Person = {
  readonly id: string;
  /** In lower case. Says who somebody is only where `emailVerified`. */
  readonly email: string;
  readonly emailVerified: boolean;
  readonly username: string;
  readonly name: string;
  /** Their personal workspace. */
  readonly workspaceId: string;
  /** May invite to any workspace; the operator's deputy in the browser. */
  readonly administrator: boolean;
};
