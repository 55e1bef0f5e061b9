import { type Browser, chromium, type Page as Tab } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from '../harness/chromium.ts';
import { addressIn, type MailServer, startMailServer } from '../harness/mail-server.ts';
import { proffer, type ServerProcess, startServer } from '../harness/server-process.ts';

const COLLEAGUE = 'colleague@example.com';
const HTML = '<!doctype html><title>Only for some</title><h1>The numbers</h1>';

const executablePath = findChromium();
if (executablePath === undefined) process.stderr.write('There is no Chromium: the life of a grant is NOT tested.\n');

describe.skipIf(executablePath === undefined)('a page that is shared by e-mail', () => {
  let mails: MailServer;
  let server: ServerProcess;
  let browser: Browser;
  let key: string;
  beforeAll(async () => {
    mails = await startMailServer();
    server = await startServer({
      env: { PROFFER_SMTP_URL: mails.url, PROFFER_MAIL_FROM: 'Proffer <proffer@example.com>' },
    });
    const command = ['keys', 'create', '--kind', 'personal', '--workspace', 'ann', '--plan', 'pro', '--json'];
    key = JSON.parse((await proffer(command, server.env)).stdout).key;
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser?.close();
    await server.stop();
    await mails.close();
  });

  async function ask(method: string, path: string, body?: string, type = 'application/json') {
    const headers = { authorization: `Bearer ${key}`, 'content-type': type };
    const init = body === undefined ? { method, headers } : { method, headers, body };
    const answer = (await (await fetch(`${server.url}/api/v1/pages${path}`, init)).json()) as { data: unknown };
    return answer.data;
  }
  const open = async (tab: Tab, address: string) => (await tab.goto(address))?.status();

  it('is read by who proves the address, from the mail to the end of the grant', async () => {
    const page = (await ask('POST', '', HTML, 'text/html')) as { id: string; full_url: string; visibility: string };
    expect(page.visibility).toBe('private');
    const grant = await ask('POST', `/${page.id}/share`, JSON.stringify({ email: COLLEAGUE }));
    expect(grant).toMatchObject({ email: COLLEAGUE, status: 'pending' });
    const grants = () => ask('GET', `/${page.id}/grants`);

    const mail = await mails.take(COLLEAGUE);
    expect(mail.subject).toBe('ann: Only for some');
    const address = addressIn(mail, '/ann/');
    expect(address).toBe(page.full_url);

    const context = await browser.newContext();
    const tab = await context.newPage();
    expect(await open(tab, address)).toBe(404);
    await tab.locator('a[href*="/sign-in?"]').first().click();
    await tab.locator('form[action="/sign-in/mail"] input[type="email"]').fill(COLLEAGUE);
    await tab.locator('form[action="/sign-in/mail"] button').click();
    const link = addressIn(await mails.take(COLLEAGUE), '/sign-in/link');
    await tab.goto(link);
    expect(await grants()).toMatchObject([{ status: 'pending' }]);
    await tab.locator('form[action="/sign-in/link"] button').click();
    await tab.waitForURL(address);
    expect(await tab.locator('h1').textContent()).toBe('The numbers');
    expect(await grants()).toMatchObject([{ status: 'active' }]);

    const stranger = await (await browser.newContext()).newPage();
    expect(await open(stranger, address)).toBe(404);
    const other = (await ask('POST', '', HTML, 'text/html')) as { full_url: string };
    expect(await open(tab, other.full_url)).toBe(404);

    await ask('DELETE', `/${page.id}/grants/${(grant as { id: string }).id}`);
    expect(await open(tab, address)).toBe(404);
    expect(await tab.locator('body').textContent()).not.toContain('The numbers');
  });
});
