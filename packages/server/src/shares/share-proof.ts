import type { Scope } from '../accounts/index.ts';
import { checkPassword } from './check-password.ts';
import type { Share } from './share.ts';
import type { ShareDeps } from './share-deps.ts';
import { checkShareToken } from './share-token.ts';
import { passwordRequired } from './shares.errors.ts';

/** What somebody shows to see a share with a password; nothing of it is needed for one without. */
export type ShareProof = {
  /** Whose key asks. The owner's own is proof enough. */
  readonly scope?: Scope | undefined;
  /** Of `unlockShare`. */
  readonly token?: string | undefined;
  readonly password?: string | undefined;
  /** The whole address, for counting wrong passwords. */
  readonly clientAddress: string;
};

export function isOwner(share: Pick<Share, 'scope'>, scope: Scope | undefined): boolean {
  return scope?.workspaceId === share.scope.workspaceId && scope.livemode === share.scope.livemode;
}

/** Throws `PASSWORD_REQUIRED` without any proof that counts, and what `checkPassword` throws. */
export async function requireProof(deps: ShareDeps, share: Share, proof: ShareProof): Promise<void> {
  if (!share.hasPassword || isOwner(share, proof.scope)) return;
  if (proof.token !== undefined && checkShareToken(deps, 'unlock', share, proof.token)) return;
  const { password, clientAddress } = proof;
  if (password === undefined) throw passwordRequired();
  await checkPassword(deps, share, { password, clientAddress });
}
