import { isIP } from 'node:net';
import { hasCode } from '../has-code.ts';
import { EgressError } from './egress-error.ts';
import type { EgressPolicy } from './egress-policy.ts';
import { type EgressRequest, type EgressResponse, exchange } from './exchange.ts';

/** Any status is an answer, redirects too, which are not followed. Rejects with an `EgressError`, and with nothing else. */
export type GuardedFetch = (url: string, request?: EgressRequest) => Promise<EgressResponse>;

type Deps = {
  readonly mayConnect: EgressPolicy;
  readonly resolve: (host: string) => Promise<readonly string[]>;
  /** 15 s when left out. */
  readonly totalTimeoutMs?: number;
};

const CONNECT_TIMEOUT_MS = 5_000;
const TOTAL_TIMEOUT_MS = 15_000;

function readTarget(text: string): URL {
  const url = URL.parse(text);
  if (
    url === null ||
    (url.protocol !== 'http:' && url.protocol !== 'https:') ||
    url.username !== '' ||
    url.password !== ''
  ) {
    throw new EgressError('blocked address');
  }
  return url;
}

/** The addresses to dial, all of them allowed. One that is not spoils the rest: a name that mixes them is an attack. */
async function checkedAddresses(url: URL, { mayConnect, resolve }: Deps): Promise<readonly string[]> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  // Node resolves names only, so that a check in its `lookup` alone would let every literal address pass.
  const addresses = isIP(host) === 0 ? await resolve(host) : [host];
  if (addresses.length === 0) throw new EgressError('no answer');
  if (!addresses.every((address) => mayConnect(address, port))) throw new EgressError('blocked address');
  return addresses;
}

function asEgressError(error: unknown): EgressError {
  if (error instanceof EgressError) return error;
  return new EgressError(hasCode(error, 'HPE_HEADER_OVERFLOW') ? 'too large' : 'no answer', error);
}

/**
 * The one client for whatever this server fetches itself. Every address of the host is checked before anything is dialled, only
 * checked ones are dialled, and the one that answered is compared again. 5 s to connect, name and TLS included, and 15 s in all.
 */
export function createGuardedFetch(deps: Deps): GuardedFetch {
  return async (text, request = {}) => {
    const timeout = Promise.withResolvers<never>();
    const controller = new AbortController();
    const giveUp = (): void => {
      timeout.reject(new EgressError('timed out'));
      controller.abort();
    };
    const connectTimer = setTimeout(giveUp, CONNECT_TIMEOUT_MS);
    const totalTimer = setTimeout(giveUp, deps.totalTimeoutMs ?? TOTAL_TIMEOUT_MS);
    const onConnected = (): void => clearTimeout(connectTimer);
    const attempt = async (): Promise<EgressResponse> => {
      const url = readTarget(text);
      const addresses = await checkedAddresses(url, deps);
      controller.signal.throwIfAborted();
      return exchange({ url, addresses, signal: controller.signal, onConnected }, request);
    };
    try {
      return await Promise.race([attempt(), timeout.promise]);
    } catch (error) {
      throw asEgressError(error);
    } finally {
      clearTimeout(connectTimer);
      clearTimeout(totalTimer);
    }
  };
}
