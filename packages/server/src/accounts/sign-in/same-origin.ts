import { AppError } from '../../platform/http/app-error.ts';
import { FAILURES } from '../../platform/http/kinds-of-failure.ts';

const READING = new Set(['GET', 'HEAD']);

/** The host of an origin; undefined for `null`, which sandboxed documents and redirected forms send. */
const hostOf = (origin: string) => URL.parse(origin)?.host;

function isOwnOrigin(origin: string, host: string | undefined, publicUrl: string): boolean {
  // Under another name than its public one the server is reached on the machine itself. A page elsewhere cannot choose the
  // `Host` that a browser sends, and one whose name leads here by DNS has no cookie of ours.
  return origin === publicUrl || (host !== undefined && hostOf(origin) === host);
}

/**
 * Refuses a change that a page of another site could have made a browser send with its cookies. Browsers say where a POST comes from;
 * one that does not say is refused as well. SameSite cookies alone are not enough: they count sibling hosts as the same site.
 */
export function requireSameOrigin(request: Request, publicUrl: string): void {
  if (READING.has(request.method)) return;
  const { headers } = request;
  const origin = headers.get('origin');
  const site = headers.get('sec-fetch-site') ?? 'same-origin';
  if (origin !== null && site === 'same-origin' && isOwnOrigin(origin, headers.get('host') ?? undefined, publicUrl)) {
    return;
  }
  throw new AppError(
    FAILURES.forbidden,
    'With a session in place of a key, changes are taken from pages of this server alone: the "Origin" is missing or another.',
  );
}
