import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export type ReceivedMail = { readonly to: string; readonly mail: Email };

export type MailServer = {
  readonly url: string;
  /** All that came so far, in order. */
  readonly received: readonly ReceivedMail[];
  /** The next mail to `to` that nobody has taken yet, as soon as it comes. */
  take(to: string): Promise<Email>;
  /** What each recipient is answered from now on; undefined accepts them. */
  refuse(answer: { readonly code: number; readonly text: string } | undefined): void;
  close(): Promise<void>;
};

/** A real mail server on this machine that keeps what it gets. */
export async function startMailServer(): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  const taken = new Set<ReceivedMail>();
  const waiting: { readonly to: string; readonly give: (mail: Email) => void }[] = [];
  let refusal: { readonly code: number; readonly text: string } | undefined;

  function hand(entry: ReceivedMail): void {
    const index = waiting.findIndex(({ to }) => to === entry.to);
    const [next] = index === -1 ? [] : waiting.splice(index, 1);
    if (next === undefined) return;
    taken.add(entry);
    next.give(entry.mail);
  }

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo(_address, _session, done) {
      if (refusal === undefined) return done();
      return done(Object.assign(new Error(refusal.text), { responseCode: refusal.code }));
    },
    onData(stream, session, done) {
      void buffer(stream).then(async (bytes) => {
        const mail = await PostalMime.parse(bytes);
        for (const { address } of session.envelope.rcptTo) {
          const entry = { to: address, mail };
          received.push(entry);
          hand(entry);
        }
        done();
      }, done);
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  // That of a server that listens on TCP is always of this kind.
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    take(to) {
      const here = received.find((entry) => entry.to === to && !taken.has(entry));
      if (here !== undefined) {
        taken.add(here);
        return Promise.resolve(here.mail);
      }
      return new Promise((give) => waiting.push({ to, give }));
    },
    refuse(answer) {
      refusal = answer;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The address in a mail that leads to `path` of the server. */
export function addressIn(mail: Email, path: string): string {
  const found = new RegExp(`https?://[^\\s"<]*${path}[^\\s"<]*`).exec(mail.text ?? '');
  if (found === null) throw new Error(`no address of ${path} in: ${mail.text}`);
  return found[0];
}
