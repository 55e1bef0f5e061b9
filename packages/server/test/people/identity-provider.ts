import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

export type Claims = {
  readonly sub: string;
  readonly email: string;
  readonly email_verified: boolean;
  readonly name?: string;
};

export type IdentityProvider = {
  readonly issuer: string;
  /** Who is signed in there. */
  become(claims: Claims): void;
  close(): Promise<void>;
};

export const CLIENT = { id: 'proffer', secret: 'a secret that both know' };

type Grant = { readonly claims: Claims; readonly nonce: string | null; readonly challenge: string | null };

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A small OpenID Connect provider: it asks nobody anything, and checks client, redirect address and PKCE as a real one does. */
export async function startIdentityProvider(port: number, redirectUri: () => string): Promise<IdentityProvider> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const issuer = `http://127.0.0.1:${port}`;
  const grants = new Map<string, Grant>();
  let claims: Claims | undefined;

  function sign(payload: object): string {
    const content = `${encode({ alg: 'RS256', kid: 'one', typ: 'JWT' })}.${encode(payload)}`;
    return `${content}.${createSign('RSA-SHA256').update(content).sign(privateKey, 'base64url')}`;
  }

  const json = (response: ServerResponse, body: object, status = 200) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

  function authorize(query: URLSearchParams, response: ServerResponse): void {
    const to = new URL(query.get('redirect_uri') ?? 'about:blank');
    if (to.href !== redirectUri() || query.get('client_id') !== CLIENT.id || claims === undefined) {
      return void json(response, { error: 'invalid_request' }, 400);
    }
    const code = randomBytes(16).toString('hex');
    grants.set(code, { claims, nonce: query.get('nonce'), challenge: query.get('code_challenge') });
    to.searchParams.set('code', code);
    to.searchParams.set('state', query.get('state') ?? '');
    response.writeHead(302, { location: to.href }).end();
  }

  async function token(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = new URLSearchParams(await text(request));
    const basic = `Basic ${Buffer.from(`${CLIENT.id}:${encodeURIComponent(CLIENT.secret)}`).toString('base64')}`;
    const isClient = form.get('client_secret') === CLIENT.secret || request.headers.authorization === basic;
    const code = form.get('code') ?? '';
    const grant = grants.get(code);
    grants.delete(code);
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (!isClient || grant === undefined || grant.challenge !== challenge) {
      return void json(response, { error: 'invalid_grant' }, 400);
    }
    const now = Math.floor(Date.now() / 1_000);
    const payload = { iss: issuer, aud: CLIENT.id, iat: now, exp: now + 300, nonce: grant.nonce, ...grant.claims };
    json(response, { access_token: 'opaque', token_type: 'Bearer', expires_in: 300, id_token: sign(payload) });
  }

  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', issuer);
    switch (pathname) {
      case '/.well-known/openid-configuration':
        return json(response, {
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/keys`,
          id_token_signing_alg_values_supported: ['RS256'],
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
        });
      case '/keys':
        return json(response, {
          keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }],
        });
      case '/authorize':
        return authorize(searchParams, response);
      case '/token':
        return void token(request, response);
      default:
        return json(response, {}, 404);
    }
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    issuer,
    become(next) {
      claims = next;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
