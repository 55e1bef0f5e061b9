import type { Browser, Page as Tab } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from '../harness/free-port.ts';
import { addressIn, type MailServer, startMailServer } from '../harness/mail-server.ts';
import { operate } from '../harness/operate.ts';
import { type ServerProcess, startServer } from '../harness/server-process.ts';
import { setUp } from '../people/browserless.ts';
import { describeInChromium, launchChromium } from './chromium.ts';

const HTML = '<!doctype html><title>Plan</title><h1>For Bea alone</h1>';

describeInChromium.each([{ onTwoHosts: false }, { onTwoHosts: true }])(
  'a page that is shared by mail, on two hosts: $onTwoHosts',
  ({ onTwoHosts }) => {
    let mails: MailServer;
    let server: ServerProcess;
    let browser: Browser;
    let tab: Tab;
    let page: { readonly id: string; readonly url: string };
    let headers: Record<string, string>;
    const api = async (method: string, path: string, body?: object) => {
      const init: RequestInit = { method, headers: { ...headers, 'content-type': 'application/json' } };
      const response = await fetch(
        `${server.url}/api/v1/pages${path}`,
        body ? { ...init, body: JSON.stringify(body) } : init,
      );
      return (await response.json()) as {
        data: { id: string; url: string; status: string }[] & { id: string; url: string; status: string };
      };
    };

    beforeAll(async () => {
      mails = await startMailServer();
      const port = await freePort();
      server = await startServer({
        port,
        env: {
          PROFFER_SMTP_URL: mails.url,
          PROFFER_MAIL_FROM: 'proffer@example.com',
          PROFFER_PUBLIC_URL: `http://127.0.0.1:${port}`,
          ...(onTwoHosts ? { PROFFER_CONTENT_URL: `http://localhost:${port}` } : {}),
        },
      });
      await setUp(server);
      const command = ['keys', 'create', '--kind', 'personal', '--workspace', 'ada', '--plan', 'pro', '--json'];
      headers = { authorization: `Bearer ${JSON.parse((await operate(command, server.env)).stdout).key}` };
      const init = { method: 'POST', headers: { ...headers, 'content-type': 'text/html' }, body: HTML };
      const uploaded = await fetch(`${server.url}/api/v1/pages?visibility=private`, init);
      page = ((await uploaded.json()) as { data: typeof page }).data;
      browser = await launchChromium();
      tab = await (await browser.newContext()).newPage();
    });
    afterAll(async () => {
      await browser?.close();
      await server?.stop();
      await mails?.close();
    });

    const heading = () => tab.getByRole('heading', { level: 1 }).textContent();

    it('is hidden, shared, opened by who proves the address, and taken back', async () => {
      const granted = await api('POST', `/${page.id}/share`, { email: 'bea@example.com' });
      expect(granted.data.status).toBe('pending');
      const address = addressIn(await mails.take('bea@example.com'), page.url);
      expect(address).toBe(`${server.url.replace('localhost', '127.0.0.1')}${page.url}`);

      expect((await tab.goto(address))?.status()).toBe(404);
      await tab.getByRole('link', { name: 'Sign in' }).click();
      await tab.getByLabel('E-mail').first().fill('bea@example.com');
      await tab.locator('form[action="/sign-in/mail"] button').click();
      await tab.waitForLoadState();
      await tab.goto(addressIn(await mails.take('bea@example.com'), '/sign-in/link'));
      await tab.locator('main form button').first().click();
      await tab.waitForURL((url) => url.pathname === page.url);
      expect(await heading()).toBe('For Bea alone');
      expect(new URL(tab.url())).toMatchObject({ hostname: onTwoHosts ? 'localhost' : '127.0.0.1', search: '' });
      expect((await tab.reload())?.status()).toBe(200);

      const [grant] = (await api('GET', `/${page.id}/grants`)).data;
      expect(grant?.status).toBe('active');
      await api('DELETE', `/${page.id}/grants/${grant?.id}`);
      for (const again of [address, tab.url()]) expect((await tab.goto(again))?.status()).toBe(404);
      expect(await heading()).toMatch(/^There is nothing here that/);
    });
  },
);
