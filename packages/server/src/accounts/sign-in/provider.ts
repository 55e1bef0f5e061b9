import type { GenericOAuthConfig } from 'better-auth/plugins/generic-oauth';
import type { OidcSettings } from './sign-in-deps.ts';

/** The id of the one provider, in the address to which it sends people back. */
export const PROVIDER_ID = 'oidc';

const textIn = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** What the operator has set, for better-auth, which reads the rest from the provider and checks its signatures. */
export function providerConfig({ issuer, clientId, clientSecret }: OidcSettings): GenericOAuthConfig {
  return {
    providerId: PROVIDER_ID,
    discoveryUrl: `${issuer}/.well-known/openid-configuration`,
    clientId,
    clientSecret,
    scopes: ['openid', 'email', 'profile'],
    pkce: true,
    requireIdTokenVerification: true,
    mapProfileToUser: (profile) => ({
      name: textIn(profile.name) ?? textIn(profile.preferred_username) ?? textIn(profile.email) ?? '',
      emailVerified: profile.email_verified === true,
    }),
  };
}
