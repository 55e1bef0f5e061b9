import type { Clock } from '../clock.ts';
import type { Sealer } from '../crypto/seal.ts';
import type { Db } from '../db/engine.ts';
import type { Ids } from '../ids.ts';
import type { Mail, Mailer } from './mail.ts';
import { insertMail } from './mails.store.ts';
import { sealMail } from './sealed-mail.ts';

export type MailDeps = {
  readonly mail: Mailer;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly ids: Ids;
};

type Status = 'pending' | 'failed';

async function write(db: Db, { sealer, clock, ids }: MailDeps, draft: Mail, status: Status): Promise<void> {
  const id = ids.next('mai');
  const nowMs = clock.now();
  const sealed = sealMail(sealer, id, draft);
  const content = status === 'pending' ? sealed : null;
  await insertMail(db, { id, content, status, attempts: 0, next_attempt_at: nowMs, created_at: nowMs });
}

/**
 * Queues a mail in the transaction of `db`: it is sent, with retries, if and when that is committed. Resolves with false, and does
 * nothing, where there is no mail server: the caller must not say that anything was sent.
 */
export async function enqueueMail(db: Db, deps: MailDeps, draft: Mail): Promise<boolean> {
  if (!deps.mail.isConfigured) return false;
  await write(db, deps, draft, 'pending');
  deps.mail.wake();
  return true;
}

/** Takes as long as `enqueueMail` and sends nothing: who asks for a mail shall not learn from the clock whether it goes out. */
export async function pretendToEnqueueMail(db: Db, deps: MailDeps, draft: Mail): Promise<void> {
  if (!deps.mail.isConfigured) return;
  await write(db, deps, draft, 'failed');
  deps.mail.wake();
}
