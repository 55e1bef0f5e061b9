import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { OpenEnv } from '../accounts/index.ts';
import { isPrefetch, isPreviewRobot, PREFETCH_HEADERS } from '../visits/index.ts';
import type { ShareProof } from './share-proof.ts';
import type { ShareVisitor } from './show-share.ts';

export type RetrievalEnv = OpenEnv & { Bindings: HttpBindings };

const BEARER = /^bearer +(\S+)$/i;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Header values arrive as one character a byte; programs send UTF-8, and browsers what fits into a byte. */
function decodeHeader(value: string): string {
  try {
    return utf8.decode(Buffer.from(value, 'latin1'));
  } catch {
    return value;
  }
}

/** What a request for a share shows: a key that may read shares, a token, a password. */
export function readProof(c: Context<RetrievalEnv>): ShareProof {
  const principal = c.get('principal');
  const password = c.req.header('x-share-password');
  return {
    scope: principal?.scopes.has('shares:read') ? principal : undefined,
    token: BEARER.exec(c.req.header('authorization') ?? '')?.[1],
    password: password === undefined ? undefined : decodeHeader(password),
    clientAddress: c.get('clientAddress'),
  };
}

/** A browser that asks before its user does. */
export const isPrefetched = (c: Context): boolean =>
  PREFETCH_HEADERS.some((name) => isPrefetch(c.req.header(name) ?? ''));

/** That, or a robot that draws a preview of an address that somebody has posted. */
export const isAhead = (c: Context): boolean => isPrefetched(c) || isPreviewRobot(c.req.header('user-agent') ?? '');

export const visitorOf = (c: Context<RetrievalEnv>): ShareVisitor => ({
  connection: c.env.incoming.socket,
  clientAddress: c.get('clientAddress'),
  userAgent: c.req.header('user-agent') ?? '',
  referrer: c.req.header('referer') ?? '',
  asksForPrivacy: c.req.header('sec-gpc') === '1',
});
