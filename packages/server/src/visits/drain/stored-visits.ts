import type { EnrichedVisit } from '../enrich/enrich-visit.ts';
import type { StoredVisit } from './visit-writer.ts';

/** The rows of a subject's visits, numbered on from the clicks it had before. */
export function storedVisits(subject: number, clicksBefore: number, visits: readonly EnrichedVisit[]): StoredVisit[] {
  return visits.map(({ atMs, place, agent, referrer, bot }, index) => ({
    subject,
    atMs,
    ordinal: clicksBefore + index + 1,
    address: place.address,
    userAgent: agent.userAgent || null,
    referrer: referrer.referrer || null,
    country: place.country,
    region: place.region,
    device: agent.device,
    browser: agent.browser,
    os: agent.os,
    bot,
  }));
}
