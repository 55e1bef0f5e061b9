import type { createTransport } from 'nodemailer';
import { createBell } from '../jobs/bell.ts';
import type { Mail, Mailer } from './mail.ts';

// Once soon, and again for a transaction that took its time to commit; the job looks by itself each minute as well.
const LOOK_AFTER_MS = [30, 1_000, 5_000, 20_000];

function createWaker() {
  const bell = createBell();
  const timers = new Set<NodeJS.Timeout>();
  return {
    onWake: bell.onRing,
    wake() {
      for (const ms of LOOK_AFTER_MS) {
        const timer = setTimeout(() => {
          timers.delete(timer);
          bell.ring();
        }, ms).unref();
        timers.add(timer);
      }
    },
    stop() {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

export type MailSettings = { readonly smtpUrl: string; readonly from: string };

function createSmtp({ smtpUrl, from }: MailSettings) {
  const host = from.slice(from.lastIndexOf('@') + 1).replace(/>.*$/, '');
  let opened: Promise<ReturnType<typeof createTransport>> | undefined;
  // Loaded with the first mail: it is a good many files, and a server starts without any.
  const open = async () => {
    const nodemailer = await import('nodemailer');
    return nodemailer.createTransport(smtpUrl, { from, headers: { 'Auto-Submitted': 'auto-generated' } });
  };
  return {
    async deliver(id: string, mail: Mail): Promise<void> {
      opened ??= open();
      const transport = await opened;
      await transport.sendMail({
        ...mail,
        messageId: `<${id}@${host}>`,
        disableFileAccess: true,
        disableUrlAccess: true,
      });
    },
    close: () => void opened?.then((transport) => transport.close()),
  };
}

/** Mail by SMTP, or none at all where the operator has set nothing. */
export function openMail(settings: MailSettings | undefined): Mailer {
  const { onWake, wake, stop } = createWaker();
  const smtp = settings === undefined ? undefined : createSmtp(settings);
  return {
    isConfigured: smtp !== undefined,
    async deliver(id, mail) {
      if (smtp === undefined) throw new Error('there is no mail server');
      await smtp.deliver(id, mail);
    },
    onWake,
    wake,
    close() {
      stop();
      smtp?.close();
    },
  };
}
