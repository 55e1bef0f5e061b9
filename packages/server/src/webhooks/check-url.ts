import { isIP } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '../platform/http/app-error.ts';
import { FAILURES } from '../platform/http/kinds-of-failure.ts';
import type { EgressPolicy } from '../platform/net/egress-policy.ts';

export type WebhookEgress = {
  readonly mayConnect: EgressPolicy;
  /** Whether the operator allows this address by name: then plain HTTP does. */
  readonly isAllowedNetwork: (address: string) => boolean;
  readonly resolve: (host: string) => Promise<readonly string[]>;
};

const LENGTH_MAX = 2_048;
/** Who waits for a name longer than this has no answer yet, and the name is looked at again before each delivery. */
const RESOLVE_TIMEOUT_MS = 2_000;

const refuse = (reason: string): AppError => new AppError(FAILURES.invalid, `The field "url" is not valid: ${reason}.`);

function parse(text: string): URL {
  const url = text.length > LENGTH_MAX ? null : URL.parse(text);
  if (url === null) throw refuse(`it must be a URL of at most ${LENGTH_MAX} characters`);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refuse('it must begin with https:');
  if (url.username !== '' || url.password !== '') throw refuse('it must not hold a user or a password');
  url.hash = '';
  return url;
}

async function addressesOf(host: string, resolve: WebhookEgress['resolve']): Promise<readonly string[]> {
  if (isIP(host) !== 0) return [host];
  const late = wait(RESOLVE_TIMEOUT_MS, [], { ref: false });
  return Promise.race([resolve(host).catch(() => []), late]);
}

/**
 * The URL in its one spelling, under which 2130706433 and 0x7f.1 are 127.0.0.1. Throws `invalid_request` for one that this server will
 * not send to. A name that nobody knows yet passes: the guarded client looks at every address again before it dials.
 */
export async function checkUrl(egress: WebhookEgress, text: string): Promise<string> {
  const url = parse(text);
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  const addresses = await addressesOf(url.hostname.replace(/^\[|\]$/g, ''), egress.resolve);
  if (!addresses.every((address) => egress.mayConnect(address, port))) {
    throw refuse('this server does not send to this address or port');
  }
  const isOurs = addresses.length > 0 && addresses.every(egress.isAllowedNetwork);
  if (url.protocol === 'http:' && !isOurs) throw refuse('it must begin with https:');
  return url.href;
}
