import type { EnrichedVisit } from '../enrich/enrich-visit.ts';
import type { StoredVisit } from './visit-writer.ts';

/** The row of a visit. `ordinal`: see `VisitTable`. */
export function storedVisit(subject: number, ordinal: number, visit: EnrichedVisit): StoredVisit {
  const { atMs, place, agent, referrer, bot } = visit;
  return {
    subject,
    atMs,
    ordinal,
    address: place.address,
    userAgent: agent.userAgent || null,
    referrer: referrer.referrer || null,
    country: place.area.country,
    region: place.area.region,
    device: agent.device,
    browser: agent.browser,
    os: agent.os,
    bot,
  };
}
