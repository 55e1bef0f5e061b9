import { createHmac } from 'node:crypto';
import { equalTexts } from '../platform/crypto/equal-texts.ts';
import type { Share } from './share.ts';
import type { ShareDeps } from './share-deps.ts';

type Deps = Pick<ShareDeps, 'keyring' | 'clock'>;
type TokenShare = Pick<Share, 'id' | 'passwordVersion'>;

/** `unlock`: somebody knew the password. `reload`: a browser was shown the content, and may show it again. */
export type TokenPurpose = 'unlock' | 'reload';

const TOKEN = /^st_([0-9a-z]{1,11})\.([\w-]{43})$/;

function sign({ keyring }: Deps, purpose: TokenPurpose, { id, passwordVersion }: TokenShare, expires: string): string {
  const signed = `${purpose}|${id}|${passwordVersion}|${expires}`;
  return createHmac('sha256', keyring.shareTokens).update(signed).digest('base64url');
}

/** Good for one share, as long as its password stays the same, until `expiresAtMs`. Stored nowhere. */
export function issueShareToken(deps: Deps, purpose: TokenPurpose, share: TokenShare, expiresAtMs: number): string {
  const expires = expiresAtMs.toString(36);
  return `st_${expires}.${sign(deps, purpose, share, expires)}`;
}

export function checkShareToken(deps: Deps, purpose: TokenPurpose, share: TokenShare, token: string): boolean {
  const [, expires, signature] = TOKEN.exec(token) ?? [];
  if (expires === undefined || signature === undefined) return false;
  if (Number.parseInt(expires, 36) <= deps.clock.now()) return false;
  // Compared as text: four spellings of the last letter are the same bytes, and only one is what was issued.
  return equalTexts(sign(deps, purpose, share, expires), signature);
}
