import type { BotKind } from '../bot-kind.ts';
import { hashVisitor } from '../hash-visitor.ts';
import type { Visit } from '../visit.ts';
import { type Agent, describeAgent } from './agent.ts';
import { cachedLookup } from './cached-lookup.ts';
import { openPlaces, type Place } from './place.ts';
import { createReferrerReader, type Referrer } from './referrer.ts';

/** A visit with what its address and headers tell. `place`, `agent` and `referrer` are shared by visits that are alike. */
export type EnrichedVisit = {
  readonly subjectId: string;
  readonly atMs: number;
  readonly visitor: number;
  readonly place: Place;
  readonly agent: Agent;
  readonly referrer: Referrer;
  readonly bot: BotKind | null;
};

export type EnrichVisit = (visit: Visit) => EnrichedVisit;

const AGENTS_CACHED = 5_000;
const PLACES_CACHED = 50_000;
const REFERRERS_CACHED = 5_000;

/** PostgreSQL stores no such character, and one record that cannot be stored would hold up all behind it. */
const withoutNul = (header: string): string => header.replaceAll('\0', '');

/** Opens what visits are enriched with. `ownHosts`: host names of this server, which send nobody. */
export function openEnricher(ownHosts: readonly string[]): EnrichVisit {
  const readReferrer = createReferrerReader(ownHosts);
  const agentOf = cachedLookup(AGENTS_CACHED, (header) => describeAgent(withoutNul(header)));
  const referrerOf = cachedLookup(REFERRERS_CACHED, (header) => readReferrer(withoutNul(header)));
  const placeOf = cachedLookup(PLACES_CACHED, openPlaces());
  return (visit) => {
    const agent = agentOf(visit.userAgent);
    return {
      subjectId: visit.subjectId,
      atMs: visit.atMs,
      visitor: hashVisitor(visit.visitor, visit.subjectId),
      place: placeOf(Buffer.prototype.toString.call(visit.address, 'latin1')),
      agent,
      referrer: referrerOf(visit.referrer),
      bot: visit.intent === 'prefetch' ? 'prefetch' : agent.bot,
    };
  };
}
