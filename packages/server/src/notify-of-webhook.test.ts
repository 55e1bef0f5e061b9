import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeMember, makePerson } from '../test/accounts/make-person.ts';
import { createAccountDeps, type TestDeps } from '../test/accounts/serve-accounts.ts';
import { describeEachEngine } from '../test/harness/database.ts';
import { type MailServer, startMailServer } from '../test/harness/mail-server.ts';
import { OURS, useWebhooks } from '../test/webhooks/use-webhooks.ts';
import { createWebhookNotices } from './notify-of-webhook.ts';
import { openMail } from './platform/mail/open-mail.ts';
import { sendMails } from './platform/mail/send-mails.ts';

const DAY_MS = 24 * 3_600_000;

describeEachEngine('a webhook that fails for days', (engine) => {
  const used = useWebhooks(engine);
  let mails: MailServer;
  beforeAll(async () => {
    mails = await startMailServer();
  });
  afterAll(() => mails.close());

  /** Who looks after the workspace, and who does not. */
  async function makePeople(deps: TestDeps): Promise<void> {
    const team = { id: OURS.workspaceId, handle: 'ours', kind: 'team', name: 'Ours', plan: 'free' } as const;
    await deps.db
      .insertInto('workspaces')
      .values({ ...team, created_at: 0 })
      .execute();
    for (const [email, role, verified] of [
      ['owner@example.com', 'owner', true],
      ['admin@example.com', 'admin', true],
      ['unproven@example.com', 'admin', false],
      ['member@example.com', 'member', true],
    ] as const) {
      const { id } = await makePerson(deps, { email, verified });
      await makeMember(deps, OURS.workspaceId, id, role);
    }
  }

  test('is told of by mail three times, to the owners and admins of its workspace only', async () => {
    const { database, deps: webhookDeps, receiver } = used;
    const mail = openMail({ smtpUrl: mails.url, from: 'Proffer <proffer@example.com>' });
    const deps = createAccountDeps({ database, clock: webhookDeps.clock, mail });
    await makePeople(deps);
    receiver.answer((response) => response.writeHead(500).end());
    const { webhook } = await used.create({ url: `${receiver.url}/hook?token=planted` });
    used.dispatch({ notifyOfWebhook: createWebhookNotices(deps) });
    for (let day = 0; day <= 5; day++) {
      await used.record({ subjectId: `lnk_${day}` });
      await used.log((rows) => rows.some((row) => row.last_attempt_at === deps.clock.now()));
      deps.clock.advance(DAY_MS + 60_000);
    }
    await sendMails(deps, new AbortController().signal);
    mail.close();
    const subjects = ['A webhook fails', 'A webhook is about to be disabled', 'A webhook is disabled'];
    const sentTo = (to: string) => mails.received.filter((one) => one.to === to).map((one) => one.mail);
    for (const to of ['owner@example.com', 'admin@example.com']) {
      expect(sentTo(to).map(({ subject }) => subject)).toEqual(subjects);
    }
    expect(mails.received).toHaveLength(6);
    for (const { mail: one } of mails.received) {
      expect(one.text).toContain(`${receiver.url}/hook (${webhook.id})`);
      expect(`${one.text}${one.html ?? ''}`).not.toContain('planted');
    }
  });
});
