import type { Clock } from '../clock.ts';
import { SealBroken, type Sealer } from '../crypto/seal.ts';
import type { Db } from '../db/engine.ts';
import type { Log } from '../log.ts';
import type { Mailer } from './mail.ts';
import { claimDueMail, deleteEndedMails, endMail, putOffMail } from './mails.store.ts';
import type { MailRow } from './mails.table.ts';
import { openSealedMail } from './sealed-mail.ts';

const MINUTE_MS = 60_000;
/** Longer than one attempt may take. */
const LEASE_MS = 5 * MINUTE_MS;
const ATTEMPTS_MAX = 12;
const RETRY_MS_MAX = 12 * 60 * MINUTE_MS;
const KEPT_MS = 30 * 24 * 60 * MINUTE_MS;

type Deps = {
  readonly db: Db;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly log: Log;
  readonly mail: Mailer;
};

/** Whether no further attempt can help. Refused credentials can: the operator may mend them. */
function isFinal(error: unknown): boolean {
  if (error instanceof SealBroken) return true;
  if (typeof error !== 'object' || error === null || !('responseCode' in error)) return false;
  const isRefused = typeof error.responseCode === 'number' && error.responseCode >= 500;
  return isRefused && !('code' in error && error.code === 'EAUTH');
}

/** The text of a mail server's error may quote the address. */
function describe(error: unknown): object {
  if (typeof error !== 'object' || error === null) return {};
  const code = 'code' in error ? error.code : undefined;
  return { code, responseCode: 'responseCode' in error ? error.responseCode : undefined };
}

async function attempt({ db, sealer, clock, log, mail }: Deps, { id, content, attempts }: MailRow): Promise<void> {
  if (content === null) return endMail(db, id, 'failed');
  try {
    await mail.deliver(id, openSealedMail(sealer, id, content));
    await endMail(db, id, 'sent');
  } catch (error) {
    const isOver = isFinal(error) || attempts >= ATTEMPTS_MAX;
    log.warn(
      { mailId: id, attempts, ...describe(error) },
      isOver ? 'a mail is given up' : 'a mail is tried again later',
    );
    if (isOver) await endMail(db, id, 'failed');
    else await putOffMail(db, id, clock.now() + Math.min(MINUTE_MS * 2 ** (attempts - 1), RETRY_MS_MAX));
  }
}

/** Sends what is due, one after the other, until nothing is left or `signal` says so. */
export async function sendMails(deps: Deps, signal: AbortSignal): Promise<void> {
  await deleteEndedMails(deps.db, deps.clock.now() - KEPT_MS);
  while (deps.mail.isConfigured && !signal.aborted) {
    const nowMs = deps.clock.now();
    const row = await claimDueMail(deps.db, nowMs, nowMs + LEASE_MS);
    if (row === undefined) return;
    await attempt(deps, row);
  }
}
