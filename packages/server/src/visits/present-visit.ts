import type { RecordedVisit } from './recorded-visit.ts';

/** A single click or view, as every API shows it to the owner of what was visited. */
export function presentVisit(visit: RecordedVisit) {
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
