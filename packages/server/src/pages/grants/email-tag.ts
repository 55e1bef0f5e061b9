import { createHmac } from 'node:crypto';
import type { Keyring } from '../../platform/crypto/keyring.ts';

/** One spelling for an address: local parts differ in case on paper, and for no mail service that people use. */
function normaliseEmail(email: string): string {
  return email.trim().toLowerCase();
}

/** What an address is looked up by where it is stored sealed. */
export function tagEmail({ emailTags }: Pick<Keyring, 'emailTags'>, email: string): string {
  return createHmac('sha256', emailTags).update(normaliseEmail(email)).digest('base64url');
}
