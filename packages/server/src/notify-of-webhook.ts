import { listResponsible } from './accounts/index.ts';
import { enqueueMail, type MailDeps } from './platform/mail/enqueue-mail.ts';
import type { NotifyOfWebhook } from './webhooks/index.ts';

const NOTICES = [
  {
    subject: 'A webhook fails',
    text: 'No delivery to this address has succeeded for a day. Each event is tried ten times over about three days.',
  },
  {
    subject: 'A webhook is about to be disabled',
    text: 'No delivery to this address has succeeded for four days. After five days nothing is sent to it any more.',
  },
  {
    subject: 'A webhook is disabled',
    text:
      'No delivery to this address has succeeded for five days, and nothing is sent to it any more. Set its status to "active" when it ' +
      'can be reached again, and redeliver what it has missed.',
  },
];

/** Tells whoever looks after a workspace that one of its webhooks fails: by mail, where there is a mail server. */
export function createWebhookNotices(deps: MailDeps): NotifyOfWebhook {
  return async (db, { workspaceId, webhookId, url, number }) => {
    const notice = NOTICES[number - 1];
    if (notice === undefined) return;
    // A query may hold a token of the receiver, and mail is read by others.
    const { origin, pathname } = new URL(url);
    const text = `${notice.text}\n\n${origin}${pathname} (${webhookId})\n`;
    for (const to of await listResponsible({ db }, workspaceId)) {
      await enqueueMail(db, deps, { to, subject: notice.subject, text });
    }
  };
}
