import type { BetterAuthOptions } from 'better-auth';
import type { IdPrefix } from '../../platform/ids.ts';

// How better-auth's models stand in our tables, which migrations make and not better-auth.

const TIMES = { createdAt: 'created_at', updatedAt: 'updated_at' } as const;

export const AUTH_MODELS = {
  user: {
    modelName: 'persons',
    fields: { emailVerified: 'email_verified', ...TIMES },
    additionalFields: {
      // Given by the hook that admits newcomers; better-auth would ask for it before.
      workspaceId: { type: 'string', required: false, input: false, fieldName: 'workspace_id' },
      administrator: { type: 'boolean', required: true, input: false, defaultValue: false },
      language: { type: 'string', required: false, input: false },
    },
  },
  session: {
    modelName: 'sessions',
    fields: {
      userId: 'person_id',
      expiresAt: 'expires_at',
      ipAddress: 'ip_address',
      userAgent: 'user_agent',
      ...TIMES,
    },
    additionalFields: {
      lastSeenAt: {
        type: 'number',
        required: true,
        input: false,
        fieldName: 'last_seen_at',
        defaultValue: () => Date.now(),
      },
    },
  },
  account: {
    modelName: 'accounts',
    fields: {
      accountId: 'account_id',
      providerId: 'provider_id',
      userId: 'person_id',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
      ...TIMES,
    },
  },
  verification: { modelName: 'verifications', fields: { expiresAt: 'expires_at', ...TIMES } },
} as const satisfies Pick<BetterAuthOptions, 'user' | 'session' | 'account' | 'verification'>;

export const PASSKEY_MODEL = {
  passkey: {
    modelName: 'passkeys',
    fields: {
      publicKey: 'public_key',
      userId: 'person_id',
      credentialID: 'credential_id',
      deviceType: 'device_type',
      backedUp: 'backed_up',
      createdAt: 'created_at',
    },
  },
} as const;

const PREFIXES: Readonly<Record<string, IdPrefix>> = {
  user: 'per',
  session: 'ses',
  account: 'acc',
  verification: 'ver',
  passkey: 'psk',
};

export function idPrefixOf(model: string): IdPrefix {
  const prefix = PREFIXES[model];
  if (prefix === undefined) throw new Error(`better-auth keeps a "${model}", for which there is no table`);
  return prefix;
}
