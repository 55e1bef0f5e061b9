import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { createTestClock, type TestClock } from '../../../test/harness/clock.ts';
import { createTestDatabase, describeEachEngine, type TestDatabase } from '../../../test/harness/database.ts';
import { type MailServer, startMailServer } from '../../../test/harness/mail-server.ts';
import { deriveKeyring } from '../crypto/keyring.ts';
import { createSealer } from '../crypto/seal.ts';
import { createIds } from '../ids.ts';
import { createLog } from '../log.ts';
import { enqueueMail } from './enqueue-mail.ts';
import type { Mailer } from './mail.ts';
import { openMail } from './open-mail.ts';
import { sendMails } from './send-mails.ts';

const MINUTE_MS = 60_000;
const NEVER = new AbortController().signal;
const DRAFT = { to: 'ada@example.com', subject: 'Grüße\r\nBcc: eve@example.com', text: 'The secret text.' };

describeEachEngine('mails', (engine) => {
  let server: MailServer;
  let mail: Mailer;
  let database: TestDatabase;
  let clock: TestClock;
  let deps: Parameters<typeof sendMails>[0] & Parameters<typeof enqueueMail>[1];

  beforeAll(async () => {
    server = await startMailServer();
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    database = await createTestDatabase(engine);
    clock = createTestClock();
    mail = openMail({ smtpUrl: server.url, from: 'Proffer <proffer@example.com>' });
    const sealer = createSealer(deriveKeyring(Buffer.alloc(32, 1)));
    deps = { db: database.db, sealer, clock, ids: createIds(clock), log: createLog('silent'), mail };
    server.refuse(undefined);
  });
  afterEach(async () => {
    mail.close();
    await database.close();
  });

  const rows = () => database.db.selectFrom('mails').selectAll().execute();

  it('are sealed until they are sent, and forgotten then', async () => {
    expect(await enqueueMail(deps.db, deps, DRAFT)).toBe(true);
    const [row] = await rows();
    expect(row?.status).toBe('pending');
    expect(Buffer.from(row?.content ?? []).toString('latin1')).not.toMatch(/secret|ada@/);
    await sendMails(deps, NEVER);
    const received = await server.take('ada@example.com');
    expect(received).toMatchObject({ text: expect.stringContaining('The secret text.') });
    expect(received.to?.map(({ address }) => address)).toEqual(['ada@example.com']);
    expect(server.received.map(({ to }) => to)).not.toContain('eve@example.com');
    expect(await rows()).toMatchObject([{ status: 'sent', content: null }]);
  });

  it('are not queued when their transaction is rolled back', async () => {
    const broken = deps.db.transaction().execute(async (transaction) => {
      await enqueueMail(transaction, deps, DRAFT);
      throw new Error('no');
    });
    await expect(broken).rejects.toThrow('no');
    expect(await rows()).toEqual([]);
  });

  it('are tried again, later and later, while the mail server does not take them', async () => {
    server.refuse({ code: 451, text: 'later, ada@example.com' });
    await enqueueMail(deps.db, deps, DRAFT);
    await sendMails(deps, NEVER);
    expect(await rows()).toMatchObject([{ status: 'pending', attempts: 1, next_attempt_at: clock.now() + MINUTE_MS }]);
    await sendMails(deps, NEVER); // not due
    expect(await rows()).toMatchObject([{ attempts: 1 }]);
    clock.advance(MINUTE_MS);
    await sendMails(deps, NEVER);
    expect(await rows()).toMatchObject([{ attempts: 2, next_attempt_at: clock.now() + 2 * MINUTE_MS }]);
    server.refuse(undefined);
    clock.advance(2 * MINUTE_MS);
    await sendMails(deps, NEVER);
    await server.take('ada@example.com');
    expect(await rows()).toMatchObject([{ status: 'sent', attempts: 3 }]);
  });

  it('are given up, with what they say, when they are refused for good', async () => {
    server.refuse({ code: 550, text: 'no such mailbox' });
    await enqueueMail(deps.db, deps, DRAFT);
    await sendMails(deps, NEVER);
    expect(await rows()).toMatchObject([{ status: 'failed', content: null }]);
  });

  it('that a process died over are sent by the next, five minutes later, as the same mail', async () => {
    await enqueueMail(deps.db, deps, DRAFT);
    const dying = { ...mail, deliver: () => new Promise<void>(() => {}) };
    void sendMails({ ...deps, mail: dying }, NEVER);
    await expect.poll(async () => (await rows())[0]?.attempts).toBe(1);
    await sendMails(deps, NEVER);
    expect(await rows()).toMatchObject([{ status: 'pending' }]);
    clock.advance(5 * MINUTE_MS);
    await sendMails(deps, NEVER);
    const { messageId } = await server.take('ada@example.com');
    expect(await rows()).toMatchObject([{ status: 'sent' }]);
    expect(messageId).toBe(`<${(await rows())[0]?.id}@example.com>`);
  });

  it('are not taken twice by two processes at once', async () => {
    const before = server.received.length;
    for (let index = 0; index < 5; index++) await enqueueMail(deps.db, deps, { ...DRAFT, to: `p${index}@example.com` });
    await Promise.all([sendMails(deps, NEVER), sendMails(deps, NEVER)]);
    expect(server.received.length).toBe(before + 5);
  });

  it('are not queued at all without a mail server', async () => {
    const none = openMail(undefined);
    expect(await enqueueMail(deps.db, { ...deps, mail: none }, DRAFT)).toBe(false);
    expect(await rows()).toEqual([]);
  });
});
