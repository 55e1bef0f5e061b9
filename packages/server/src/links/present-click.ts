import type { RecordedVisit } from '../visits/index.ts';
import type { ClickObject } from './visits.schema.ts';

export function presentClick(visit: RecordedVisit): ClickObject {
  return {
    timestamp: new Date(visit.atMs).toISOString(),
    ip_address: visit.address,
    user_agent: visit.userAgent,
    referrer: visit.referrer,
    location: { country: visit.country, region: visit.region },
    device: visit.device,
    browser: visit.browser,
    os: visit.os,
    bot: visit.bot !== null,
    bot_kind: visit.bot,
  };
}
