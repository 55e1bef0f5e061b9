import { forgetEndedInvitations, forgetEndedSessions } from './accounts/index.ts';
import type { Deps } from './deps.ts';
import { pruneEvents } from './events/index.ts';
import { forgetOldAnswers, recheckLinks } from './links/index.ts';
import { sweepBlobs } from './platform/blobs/sweep-blobs.ts';
import { pruneChanges } from './platform/changes/prune-changes.ts';
import { createJobs, type Jobs } from './platform/jobs/jobs.ts';
import { sendMails } from './platform/mail/send-mails.ts';
import { runErasures } from './privacy/index.ts';
import { retireShares } from './shares/index.ts';
import { pruneDeliveries } from './webhooks/index.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** What the server does by itself, each on one node at a time. */
export function scheduleJobs(deps: Deps): Jobs {
  const { clock, config, db, log } = deps;
  const jobs = createJobs({ db, log });
  // The block list changed: every link is checked again, whenever its last check was.
  let recheckAllBeforeMs = 0;
  jobs.add({
    name: 'links.recheck',
    everyMs: Math.min(config.links.recheckEveryMs, 10 * MINUTE_MS),
    run: (signal) =>
      recheckLinks(deps, Math.max(recheckAllBeforeMs, clock.now() - config.links.recheckEveryMs), signal),
  });
  jobs.add({ name: 'links.idempotency', everyMs: HOUR_MS, run: () => forgetOldAnswers(db, clock.now()) });
  jobs.add({ name: 'visits.prune', everyMs: HOUR_MS, run: (signal) => deps.visits.prune(signal) });
  jobs.add({
    name: 'shares.retire',
    everyMs: 30 * SECOND_MS,
    run: (signal) => retireShares(deps, config.shares.retention, signal),
  });
  jobs.add({ name: 'blobs.sweep', everyMs: 10 * MINUTE_MS, run: (signal) => sweepBlobs(deps, signal) });
  jobs.add({ name: 'changes.prune', everyMs: 10 * MINUTE_MS, run: () => pruneChanges(db) });
  jobs.add({ name: 'privacy.erase', everyMs: 10 * SECOND_MS, run: (signal) => runErasures(deps, signal) });
  jobs.add({ name: 'mail.send', everyMs: MINUTE_MS, run: (signal) => sendMails(deps, signal) });
  jobs.add({ name: 'people.sessions', everyMs: HOUR_MS, run: () => forgetEndedSessions(deps) });
  jobs.add({ name: 'people.invitations', everyMs: HOUR_MS, run: () => forgetEndedInvitations(deps) });
  jobs.add({
    name: 'events.prune',
    everyMs: HOUR_MS,
    run: (signal) => pruneEvents(deps, clock.now() - config.events.retentionMs, signal),
  });
  jobs.add({ name: 'webhooks.prune', everyMs: HOUR_MS, run: (signal) => pruneDeliveries(deps, signal) });
  jobs.start();
  deps.erasureBell.onRing(() => void jobs.runNow('privacy.erase'));
  deps.mail.onWake(() => void jobs.runNow('mail.send'));

  deps.blockList.onChange(() => {
    recheckAllBeforeMs = clock.now();
    void jobs.runNow('links.recheck');
  });
  return jobs;
}
