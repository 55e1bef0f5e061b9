import { isIP } from 'node:net';
import { AppError } from '../../platform/http/app-error.ts';
import { FAILURES } from '../../platform/http/kinds-of-failure.ts';
import { isPublicAddress } from '../../platform/net/address.ts';
import { hostOf } from '../../platform/net/host-name.ts';
import { isLocalName } from './local-names.ts';

/** `url` is the normalised address, one line of printable ASCII. `host` is its host as `normaliseHost` spells it. */
export type Destination = { readonly url: string; readonly host: string };

/** The hosts under which this server itself answers, as `normaliseHost` spells them. */
export type OwnHosts = { has(host: string): boolean };

const URL_CHARACTERS_MAX = 2048;
/** Normalising shortens `/../` and names in Unicode, so more is read than is kept; it has an end all the same. */
const INPUT_CHARACTERS_MAX = 8192;

const ONE_LINE_OF_ASCII = /^[\x21-\x7e]+$/;
const AUTHORITY = /^https:\/\/([^/?#]+)/i;
const CONTROL_OR_SPACE = /[\p{Cc}\p{Z}]/u;
/** Soft hyphens, joiners, marks that turn the direction of text: they vanish from a host and mislead whoever reads it. */
const INVISIBLE = /\p{Cf}/u;

function refuse(what: string, cause?: unknown): never {
  throw new AppError(FAILURES.invalid, `The field "destination" is not valid: ${what}.`, { cause });
}

/** The parser for URLs forgives what is refused here, by dropping or rewriting it, so that people and it read two addresses. */
function refuseTricks(text: string): void {
  if (text.length > INPUT_CHARACTERS_MAX) refuse(`it is longer than ${URL_CHARACTERS_MAX} characters`);
  if (!text.isWellFormed()) refuse('it is not valid Unicode');
  if (CONTROL_OR_SPACE.test(text)) refuse('it contains a space or a control character; write it percent-encoded');
  if (text.includes('\\')) refuse('it contains a backslash; write it percent-encoded');
  const authority = AUTHORITY.exec(text)?.[1];
  if (authority === undefined) refuse('it must begin with https:// and a host');
  if (authority.includes('@')) refuse('it must not contain a user name or a password');
  if (INVISIBLE.test(authority)) refuse('its host contains an invisible character');
}

function refuseHost(host: string, ownHosts: OwnHosts): void {
  if (ownHosts.has(host)) refuse('it points to this server itself');
  if (isIP(host) !== 0) {
    if (!isPublicAddress(host)) refuse('its host is a private or reserved address');
  } else if (isLocalName(host)) refuse('its host is a name of a local network and not of the public internet');
}

/**
 * Reads the destination of a link. Nothing is looked up or fetched: the visitor's browser goes there, not this server.
 * Throws `invalid_request` with a sentence saying what is wrong: not a string, not https, credentials, longer than 2,048 characters
 * when normalised, control characters or spaces, a private or reserved address in any spelling, a local name, this server itself.
 */
export function parseDestination(destination: unknown, ownHosts: OwnHosts): Destination {
  if (typeof destination !== 'string') refuse('it must be a string');
  refuseTricks(destination);
  const url = URL.parse(destination);
  const host = url === null ? undefined : hostOf(url);
  if (url === null || host === undefined) refuse('its host or port is not one that exists');
  refuseHost(host, ownHosts);
  if (url.href.length > URL_CHARACTERS_MAX) refuse(`it is longer than ${URL_CHARACTERS_MAX} characters`);
  if (url.protocol !== 'https:' || !ONE_LINE_OF_ASCII.test(url.href))
    refuse('it cannot be written as one https address');
  return { url: url.href, host };
}
