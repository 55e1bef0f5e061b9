import { passkey } from '@better-auth/passkey';
import { betterAuth } from 'better-auth';
import { type GenericOAuthConfig, genericOAuth } from 'better-auth/plugins/generic-oauth';
import { magicLink } from 'better-auth/plugins/magic-link';
import { createOneTimeToken, hashOneTimeToken } from '../../platform/crypto/one-time-token.ts';
import { findPerson } from '../people/find-person.ts';
import { ownPersonalWorkspace } from '../people/own-personal-workspace.ts';
import { admitNewcomer } from './admit-newcomer.ts';
import { AUTH_MODELS, idPrefixOf, PASSKEY_MODEL } from './auth-schema.ts';
import { PASSWORD_LENGTH_MAX } from './password.ts';
import { sendSignInLink } from './send-sign-in-link.ts';
import { sessionCookieName } from './session-cookie.ts';
import type { SignInDeps } from './sign-in-deps.ts';
import { trustedSession } from './trusted-session.ts';

/** However much it is used. What ends it when it is not used: `current-session.ts`. */
const SESSION_SECONDS_MAX = 30 * 24 * 3_600;
const LINK_SECONDS = 15 * 60;

// Tokens of OpenID Connect providers are of no use once it is known who somebody is.
const WITHOUT_TOKENS = {
  accessToken: null,
  refreshToken: null,
  idToken: null,
  accessTokenExpiresAt: null,
  refreshTokenExpiresAt: null,
};

function cookies(publicUrl: string) {
  const attributes = { secure: publicUrl.startsWith('https:'), httpOnly: true, sameSite: 'lax', path: '/' } as const;
  return {
    useSecureCookies: false, // would put `__Secure-` in front of our own names
    cookiePrefix: 'proffer',
    defaultCookieAttributes: attributes,
    cookies: { session_token: { name: sessionCookieName(publicUrl), attributes } },
  };
}

/** better-auth on our tables, for both databases alike: times as ISO text, yes and no as 1 and 0. */
export function createAuth(deps: SignInDeps, providers: GenericOAuthConfig[]) {
  const { db, ids, keyring, log, publicUrl } = deps;
  const hashLink = async (token: string) => hashOneTimeToken(keyring, 'sign-in', token);
  return betterAuth({
    appName: 'Proffer',
    baseURL: publicUrl,
    basePath: '/sign-in',
    secret: keyring.signIn.toString('base64'),
    database: { db, type: 'sqlite', transaction: false },
    ...AUTH_MODELS,
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      requireEmailVerification: true,
      maxPasswordLength: PASSWORD_LENGTH_MAX,
      password: {
        hash: (password) => deps.passwords.hash(password),
        verify: ({ password, hash }) => deps.passwords.verify(password, hash),
      },
    },
    session: { ...AUTH_MODELS.session, expiresIn: SESSION_SECONDS_MAX, disableSessionRefresh: true },
    plugins: [
      magicLink({
        expiresIn: LINK_SECONDS,
        generateToken: () => createOneTimeToken(),
        storeToken: { type: 'custom-hasher', hash: hashLink },
        sendMagicLink: (link) => sendSignInLink(deps, link),
      }),
      passkey({ rpID: new URL(publicUrl).hostname, rpName: 'Proffer', origin: publicUrl, schema: PASSKEY_MODEL }),
      genericOAuth({ config: providers }),
      trustedSession(),
    ],
    databaseHooks: {
      user: {
        create: {
          before: async (user, c) => {
            const workspaceId = await admitNewcomer(deps, user, c?.path ?? '');
            return { data: { ...user, workspaceId } };
          },
          after: (user) => ownPersonalWorkspace(deps, user.id),
        },
      },
      session: {
        create: {
          after: async ({ userId }) => {
            const person = await findPerson(deps, userId);
            if (person !== undefined) await deps.onSignedIn(person);
          },
        },
      },
      account: {
        create: { before: async (account) => ({ data: { ...account, ...WITHOUT_TOKENS } }) },
        update: { before: async (account) => ({ data: { ...account, ...WITHOUT_TOKENS } }) },
      },
    },
    advanced: {
      ...cookies(publicUrl),
      ipAddress: { disableIpTracking: true },
      database: { generateId: ({ model }) => ids.next(idPrefixOf(model)), validateSchema: false },
    },
    rateLimit: { enabled: false }, // ours holds across nodes
    telemetry: { enabled: false },
    // Its messages may quote what was sent; only that something is wrong is for our log.
    logger: { level: 'error', log: (level, message) => log.warn({ level, from: 'better-auth' }, message) },
  });
}

export type Auth = ReturnType<typeof createAuth>;
