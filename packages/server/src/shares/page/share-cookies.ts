import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import type { Share } from '../share.ts';
import { urlsOf } from '../share-address.ts';
import { checkShareToken, issueShareToken } from '../share-token.ts';
import type { SharePageDeps } from './share-page-deps.ts';
import { createVisitorMark, readVisitorMark } from './visitor-mark.ts';

const LEASE = 'proffer_share';
const VISITOR = 'proffer_visitor';
const LEASE_SECONDS = 600;
const VISITOR_SECONDS = 365 * 86_400;

type Deps = Pick<SharePageDeps, 'keyring' | 'clock' | 'publicUrl'>;

/** Sent back to the pages of this one share and to nothing else, and never along with what another site has started. */
function setShareCookie(
  c: Context,
  { publicUrl }: Deps,
  share: Share,
  name: string,
  value: string,
  maxAge: number,
): void {
  const { url, shortUrl } = urlsOf(share, '');
  for (const path of [url, shortUrl]) {
    const secure = publicUrl.startsWith('https:');
    c.header('Set-Cookie', serialize(name, value, { path, maxAge, secure }), { append: true });
  }
}

function serialize(
  name: string,
  value: string,
  { path, maxAge, secure }: { path: string; maxAge: number; secure: boolean },
) {
  return `${name}=${value}; Path=${path}; Max-Age=${maxAge}; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
}

/** From now on this browser may load the content again, for ten minutes. */
export function grantLease(c: Context, deps: Deps, share: Share): void {
  const token = issueShareToken(deps, 'reload', share, deps.clock.now() + LEASE_SECONDS * 1_000);
  setShareCookie(c, deps, share, LEASE, token, LEASE_SECONDS);
}

export const hasLeaseCookie = (c: Context): boolean => getCookie(c, LEASE) !== undefined;

export function hasLease(c: Context, deps: Deps, share: Share): boolean {
  const token = getCookie(c, LEASE);
  return token !== undefined && checkShareToken(deps, 'reload', share, token);
}

/** Who this browser is to this share, so that it answers once; undefined for one that was not shown its frame. */
export function readVisitor(c: Context, { keyring }: Deps, share: Share): string | undefined {
  return readVisitorMark(keyring, share.id, getCookie(c, VISITOR) ?? '');
}

export function recogniseVisitor(c: Context, deps: Deps, share: Share): string {
  const known = readVisitor(c, deps, share);
  if (known !== undefined) return known;
  const mark = createVisitorMark(deps.keyring, share.id);
  setShareCookie(c, deps, share, VISITOR, mark, VISITOR_SECONDS);
  return readVisitorMark(deps.keyring, share.id, mark) ?? '';
}
