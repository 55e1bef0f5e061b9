import type { Selectable } from 'kysely';

declare module '../../platform/db/tables.ts' {
  interface Database {
    sessions: SessionTable;
    accounts: SignInMethodTable;
    verifications: VerificationTable;
    passkeys: PasskeyTable;
  }
}

// Written by better-auth as well: its times are ISO texts. Ours are Unix ms.

/** `last_seen_at` is noted every few minutes; a session that nobody used for long has ended. */
export type SessionTable = {
  id: string;
  token: string;
  person_id: string;
  expires_at: string;
  last_seen_at: number;
  ip_address: string | null;
  user_agent: string | null;
  created_at: string;
  updated_at: string;
};

/** A password (`provider_id` is `credential`), or somebody's account at an OpenID Connect provider, without its tokens. */
export type SignInMethodTable = {
  id: string;
  account_id: string;
  provider_id: string;
  person_id: string;
  access_token: string | null;
  refresh_token: string | null;
  id_token: string | null;
  access_token_expires_at: string | null;
  refresh_token_expires_at: string | null;
  scope: string | null;
  password: string | null;
  created_at: string;
  updated_at: string;
};

export type VerificationTable = {
  id: string;
  identifier: string;
  value: string;
  expires_at: string;
  created_at: string;
  updated_at: string;
};

export type PasskeyTable = {
  id: string;
  name: string | null;
  public_key: string;
  person_id: string;
  credential_id: string;
  counter: number;
  device_type: string;
  backed_up: number;
  transports: string | null;
  created_at: string | null;
  aaguid: string | null;
};

export type PasskeyRow = Selectable<PasskeyTable>;
export type SessionRow = Selectable<SessionTable>;
export type SignInMethodRow = Selectable<SignInMethodTable>;
