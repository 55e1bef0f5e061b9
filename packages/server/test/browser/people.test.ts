import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from '../harness/free-port.ts';
import { addressIn, type MailServer, startMailServer } from '../harness/mail-server.ts';
import { type ServerProcess, startServer } from '../harness/server-process.ts';
import { PASSWORD, setUpPath } from '../people/browserless.ts';
import { describeInChromium, launchChromium } from './chromium.ts';
import { readContrasts } from './contrast.ts';
import { readTextsBeyondTheEdge } from './edges.ts';

const VIEWS: readonly BrowserContextOptions[] = [
  { viewport: { width: 1280, height: 800 }, colorScheme: 'light', locale: 'en' },
  { viewport: { width: 390, height: 844 }, colorScheme: 'dark', locale: 'de' },
];

const PLENTY = '{"people.sign-in":["1000000/s"]}';

describeInChromium('people in a browser', () => {
  let browser: Browser;
  let mails: MailServer;
  let server: ServerProcess;
  let url: string;

  beforeAll(async () => {
    mails = await startMailServer();
    const port = await freePort();
    // A passkey belongs to a name; an address will not do.
    url = `http://localhost:${port}`;
    const env = {
      PROFFER_PUBLIC_URL: url,
      PROFFER_SMTP_URL: mails.url,
      PROFFER_MAIL_FROM: 'proffer@example.com',
      PROFFER_LIMITS: PLENTY,
    };
    server = await startServer({ port, env });
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await mails?.close();
  });

  async function open(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ reducedMotion: 'reduce', locale: 'en', ...options });
    return context.newPage();
  }

  /** What anybody must be able to read, in each view; SCREENSHOTS=<folder> keeps what was seen. */
  async function look(name: string, path: string, signedIn?: Page): Promise<void> {
    const cookies = signedIn === undefined ? [] : await signedIn.context().cookies();
    for (const [index, view] of VIEWS.entries()) {
      const tab = await open(view);
      await tab.context().addCookies(cookies);
      const complaints: string[] = [];
      tab.on('console', (message) => complaints.push(message.text()));
      tab.on('pageerror', (error) => complaints.push(error.message));
      await tab.goto(url + path);
      if (process.env.SCREENSHOTS) {
        await tab.screenshot({ path: join(process.env.SCREENSHOTS, `${name}-${index}.png`), fullPage: true });
      }
      expect(complaints, name).toEqual([]);
      expect(await tab.getAttribute('html', 'lang')).toBe(view.locale);
      expect(await tab.getByRole('heading', { level: 1 }).count()).toBe(1);
      expect(await tab.evaluate('document.documentElement.scrollWidth - innerWidth'), name).toBeLessThanOrEqual(0);
      expect(await readTextsBeyondTheEdge(tab), name).toEqual([]);
      expect(
        (await readContrasts(tab)).filter(({ ratio }) => ratio < 4.5),
        name,
      ).toEqual([]);
      const unnamed = await tab.evaluate(
        `[...document.querySelectorAll('input:not([type=hidden]),select')].filter((field) => !field.labels.length && !field.ariaLabel).length`,
      );
      expect(unnamed, name).toBe(0);
      await tab.context().close();
    }
  }

  it('set up, sign in by mail, invite, accept, sign out everywhere, without scripts', async () => {
    const path = setUpPath(server);
    await look('set-up', path);
    const ada = await open({ javaScriptEnabled: false });
    await ada.goto(url + path);
    await ada.getByLabel('E-mail address').fill('ada@example.com');
    await ada.getByLabel('Username').fill('ada');
    await ada.getByLabel('Name', { exact: true }).fill('Ada Lovelace');
    await ada.getByLabel('Password').fill(PASSWORD);
    await ada.getByRole('button', { name: 'Make me the administrator' }).click();
    await ada.getByRole('heading', { name: 'Your account' }).waitFor();

    await ada.getByRole('button', { name: 'Sign out', exact: true }).click();
    await look('sign-in', '/sign-in');
    await ada.getByLabel('E-mail address').first().fill('ada@example.com');
    await ada.getByRole('button', { name: 'Send me a sign-in link' }).click();
    await ada.getByRole('heading', { name: 'Look into your mail' }).waitFor();
    await look('sent', '/sign-in/sent');
    await ada.goto(addressIn(await mails.take('ada@example.com'), '/sign-in/link'));
    await ada.getByRole('button', { name: 'Sign in now' }).click();
    await ada.getByRole('heading', { name: 'Your account' }).waitFor();

    await ada.getByText('New team workspace').click();
    await ada.getByLabel('Handle').fill('acme');
    await ada.getByLabel('Name', { exact: true }).first().fill('Acme');
    await ada.getByRole('button', { name: 'Create workspace' }).click();
    await ada.getByRole('heading', { name: 'Acme' }).waitFor();
    await ada.getByLabel('E-mail address').fill('bob@example.com');
    await ada.getByRole('button', { name: 'Invite', exact: true }).click();
    await ada.getByText('The invitation for bob@example.com is on its way.').waitFor();

    const invitation = addressIn(await mails.take('bob@example.com'), '/invite/');
    await look('invitation', new URL(invitation).pathname);
    const bob = await open({ javaScriptEnabled: false });
    await bob.goto(invitation);
    await bob.getByLabel('Username').fill('bob');
    await bob.getByRole('button', { name: 'Join and sign in' }).click();
    await bob.getByRole('heading', { name: 'Your account' }).waitFor();
    await bob.getByRole('link', { name: 'Members' }).click();
    await bob.getByText('ada@example.com').waitFor();

    await ada.reload();
    await look('team', new URL(ada.url()).pathname.replace(/\/invite$/, ''), ada);
    await look('account', '/account', ada);
    const elsewhere = await open({ javaScriptEnabled: false });
    await elsewhere.context().addCookies(await ada.context().cookies());
    await ada.goto(`${url}/account`);
    await ada.getByRole('button', { name: 'Sign out everywhere' }).click();
    await ada.getByRole('heading', { name: 'Sign in' }).waitFor();
    await elsewhere.goto(`${url}/account`);
    await elsewhere.getByRole('heading', { name: 'Sign in' }).waitFor();
    await bob.goto(`${url}/account`);
    await bob.getByRole('heading', { name: 'Your account' }).waitFor();
  }, 120_000);

  it('add a passkey and sign in with it, and with no other', async () => {
    const tab = await open();
    const devTools = await tab.context().newCDPSession(tab);
    await devTools.send('WebAuthn.enable');
    const options = {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
    } as const;
    const { authenticatorId } = await devTools.send('WebAuthn.addVirtualAuthenticator', {
      options: { ...options, isUserVerified: true, automaticPresenceSimulation: true },
    });
    await tab.goto(`${url}/sign-in`);
    await tab.getByText('Sign in with a password').click();
    await tab.getByLabel('E-mail address or username').fill('ada');
    await tab.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await tab.getByRole('button', { name: 'Sign in', exact: true }).click();
    await tab.getByText('None yet.').first().waitFor();
    await tab.getByRole('button', { name: 'Add a passkey' }).click();
    await tab.getByRole('button', { name: 'Remove' }).waitFor();

    await tab.getByRole('button', { name: 'Sign out', exact: true }).click();
    await tab.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await tab.getByRole('heading', { name: 'Your account' }).waitFor();

    await tab.getByRole('button', { name: 'Remove' }).click();
    await tab.getByText('Saved.').waitFor();
    await tab.getByRole('button', { name: 'Sign out', exact: true }).click();
    await tab.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await tab.getByText('This passkey was not accepted.').waitFor();
    await devTools.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
  });
});
