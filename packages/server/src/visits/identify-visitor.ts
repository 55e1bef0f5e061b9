import { hash } from 'node:crypto';
import { anonymiseAddress } from '../platform/net/anonymise-address.ts';
import type { DaySalt } from './day-salt.ts';
import { VISITOR_BYTES } from './visit.ts';

type Known = {
  readonly client: string;
  readonly userAgent: string;
  readonly salt: string;
  readonly address: Uint8Array;
  readonly visitor: Uint8Array;
};

export type Visitor = { readonly address: Uint8Array; readonly visitor: Uint8Array };

/** Turns a client into what may be kept of it: see `Visit`. `connection` is any object that lives as long as the connection. */
export type IdentifyVisitor = (connection: object, client: string, userAgent: string, nowMs: number) => Visitor;

/** Browsers ask again on the connection they have, so the last answer for each connection saves most of the hashing. */
export function createVisitorIdentifier(daySalt: DaySalt): IdentifyVisitor {
  const known = new WeakMap<object, Known>();
  return (connection, client, userAgent, nowMs) => {
    const salt = daySalt.at(nowMs);
    const last = known.get(connection);
    if (last !== undefined && last.client === client && last.userAgent === userAgent && last.salt === salt) return last;
    const digest = hash('sha256', `${salt}\n${client}\n${userAgent}`, 'buffer');
    const next: Known = {
      client,
      userAgent,
      salt,
      address: anonymiseAddress(client),
      visitor: digest.subarray(0, VISITOR_BYTES),
    };
    known.set(connection, next);
    return next;
  };
}
