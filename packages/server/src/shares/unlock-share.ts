import { checkPassword, type PasswordAttempt, pretendToCheckPassword } from './check-password.ts';
import { findShare } from './find-share.ts';
import type { Share } from './share.ts';
import type { ShareDeps } from './share-deps.ts';
import { issueShareToken } from './share-token.ts';
import { invalidField, shareNotFound } from './shares.errors.ts';

const UNLOCKED_MS = 15 * 60_000;

export type UnlockedShare = { readonly share: Share; readonly token: string; readonly expiresAtMs: number };

/** Gives a token for the right password; spends no view. Throws `not_found`, and what `checkPassword` throws. */
export async function unlockShare(deps: ShareDeps, text: string, attempt: PasswordAttempt): Promise<UnlockedShare> {
  const share = await findShare(deps, text);
  if (share === undefined) {
    await pretendToCheckPassword(deps, attempt);
    throw shareNotFound();
  }
  if (!share.hasPassword) throw invalidField('password', 'this share has none and needs none');
  await checkPassword(deps, share, attempt);
  const expiresAtMs = deps.clock.now() + UNLOCKED_MS;
  return { share, token: issueShareToken(deps, 'unlock', share, expiresAtMs), expiresAtMs };
}
