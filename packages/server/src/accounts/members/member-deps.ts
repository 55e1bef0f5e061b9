import type { Caller } from '../../platform/events/caller.ts';
import type { Reach } from '../people/find-reach.ts';
import type { Role } from '../people/person.ts';
import type { SignInDeps } from '../sign-in/sign-in-deps.ts';

export type MemberDeps = SignInDeps;

/** Who changes something among the members of `workspaceId`, and what they are there. */
export type Steward = Caller & {
  readonly role: Role;
  readonly personId: string | null;
  readonly administrator: boolean;
};

export type WorkspaceStanding = { readonly steward: Steward; readonly reach: Reach };
