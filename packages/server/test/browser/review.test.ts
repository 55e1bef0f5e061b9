import { join } from 'node:path';
import type { Browser, BrowserContext, Page as Tab } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from '../harness/free-port.ts';
import { operate } from '../harness/operate.ts';
import { type ServerProcess, startServer } from '../harness/server-process.ts';
import { setUp } from '../people/browserless.ts';
import { describeInChromium, launchChromium } from './chromium.ts';
import { readContrasts } from './contrast.ts';

const FIRST = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Autumn report</title>
<style>body{font:1.0625rem/1.6 Georgia,serif;max-width:40rem;margin:3rem auto;padding:0 1.5rem;color:#222}h1{font-size:2rem;line-height:1.2}
table{border-collapse:collapse;width:100%;margin:1.5rem 0}td,th{border-bottom:1px solid #ccc;padding:.4rem;text-align:left}</style></head>
<body><h1>Autumn report</h1><p>Sales rose by <b>twelve</b> per cent, and most of that came from the north.</p>
<table><tr><th>Region</th><th>Sales</th></tr><tr><td>North</td><td>48,200</td></tr><tr><td>South</td><td>31,900</td></tr></table>
<p id="outlook">We expect the same for winter.</p><script>document.title = 'ran'; document.body.dataset.ran = 1;</script></body></html>`;
const SECOND = FIRST.replace(
  'We expect the same for winter.',
  'We expect a little less for winter, as in each year.',
).replace('31,900', '32,100');

describeInChromium.each([{ onTwoHosts: false }, { onTwoHosts: true }])(
  'the review of a page, on two hosts: $onTwoHosts',
  ({ onTwoHosts }) => {
    let server: ServerProcess;
    let browser: Browser;
    let person: BrowserContext;
    let tab: Tab;
    let path: string;

    beforeAll(async () => {
      const port = await freePort();
      const hosts = { PROFFER_PUBLIC_URL: `http://127.0.0.1:${port}`, PROFFER_CONTENT_URL: `http://localhost:${port}` };
      server = await startServer({ port, env: onTwoHosts ? hosts : {} });
      const ada = await setUp(server);
      const made = await operate(
        ['keys', 'create', '--kind', 'personal', '--workspace', 'ada', '--plan', 'pro', '--json'],
        server.env,
      );
      const headers = { authorization: `Bearer ${JSON.parse(made.stdout).key}`, 'content-type': 'text/html' };
      const uploaded = await fetch(`${server.url}/api/v1/pages`, { method: 'POST', headers, body: FIRST });
      const { data } = (await uploaded.json()) as { data: { id: string; url: string; visibility: string } };
      expect(data.visibility).toBe('private');
      path = data.url;
      await fetch(`${server.url}/api/v1/pages/${data.id}/content`, { method: 'PUT', headers, body: SECOND });
      browser = await launchChromium();
      person = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
      for (const [name, value] of ada.cookies) await person.addCookies([{ name, value, url: server.url }]);
      tab = await person.newPage();
    });
    afterAll(async () => {
      await browser?.close();
      await server?.stop();
    });

    const frame = () => tab.frameLocator('iframe');
    const look = async (name: string) => {
      if (!process.env.SCREENSHOTS || onTwoHosts) return;
      for (const colorScheme of ['light', 'dark'] as const) {
        await tab.emulateMedia({ colorScheme });
        await tab.screenshot({ path: join(process.env.SCREENSHOTS, `review-${name}-${colorScheme}.png`) });
      }
      await tab.setViewportSize({ width: 390, height: 844 });
      await tab.screenshot({ path: join(process.env.SCREENSHOTS, `review-${name}-phone.png`), fullPage: true });
      await tab.setViewportSize({ width: 1280, height: 800 });
      await tab.emulateMedia({ colorScheme: 'light' });
    };

    it('shows the page in a frame where it runs nothing, to who is signed in', async () => {
      await tab.goto(`${server.url}${path}/review`);
      await frame().getByRole('heading', { name: 'Autumn report' }).waitFor();
      expect(await frame().locator('body').getAttribute('data-ran')).toBeNull();
      expect(new URL(tab.frames()[1]?.url() ?? '').hostname).toBe(onTwoHosts ? 'localhost' : '127.0.0.1');
      const stranger = await fetch(`${server.url}${path}/review`, { redirect: 'manual' });
      const nowhere = await fetch(`${server.url}/ada/nothing123/review`, { redirect: 'manual' });
      expect([stranger.status, nowhere.status]).toEqual([303, 303]);
      expect(stranger.headers.get('location')).toBe(`/sign-in?next=${encodeURIComponent(`${path}/review`)}`);
    });

    it('takes a comment on what is selected in the page, and finds it again', async () => {
      await tab.goto(`${server.url}${path}/review`);
      await frame().locator('#outlook').selectText();
      await tab.getByRole('status').filter({ hasText: 'a little less for winter' }).waitFor();
      await tab.getByLabel('Your comment').fill('Less by how much?\n<b>Please say.</b>');
      await tab.getByRole('button', { name: 'Comment', exact: true }).click();
      const thread = tab.locator('.thread').first();
      await thread.getByText('<b>Please say.</b>').waitFor();
      expect(await thread.locator('q').textContent()).toBe('We expect a little less for winter, as in each year.');

      await frame().getByRole('heading', { name: 'Autumn report' }).click();
      await thread.getByRole('button', { name: 'Show in the page' }).click();
      const selected = () => tab.frames()[1]?.evaluate('getSelection().toString()');
      await expect.poll(selected).toBe('We expect a little less for winter, as in each year.');
      expect(await tab.locator('#comment .quoted').isHidden()).toBe(true);
      await look('comments');
      const contrasts = await readContrasts(tab);
      expect(contrasts.filter(({ ratio }) => ratio < 4.5)).toEqual([]);
    });

    it('takes replies, and marks what is settled', async () => {
      await tab.goto(`${server.url}${path}/review`);
      const thread = tab.locator('.thread').first();
      await thread.locator('summary').click();
      await thread.getByRole('textbox').fill('Three per cent.');
      await thread.getByRole('button', { name: 'Send reply' }).click();
      await tab.locator('.thread ol').getByText('Three per cent.').waitFor();
      await tab.locator('.thread').first().getByRole('button', { name: 'Resolve' }).click();
      await tab.locator('.thread.resolved').waitFor();
      await tab.getByRole('button', { name: 'Open again' }).click();
      await tab.locator('.thread:not(.resolved)').waitFor();
    });

    it('shows what changed between two versions, in text and in source, and what was', async () => {
      await tab.goto(`${server.url}${path}/review`);
      await tab.getByText('Version 2 of 2').click();
      await tab.getByRole('link', { name: 'What changed from 1 to 2' }).click();
      await tab.waitForLoadState();
      expect(await tab.locator('del').allTextContents()).toEqual([
        'Removed: − 31,900',
        'Removed: − We expect the same for winter.',
      ]);
      expect(await tab.locator('ins').allTextContents()).toEqual([
        'Added: + 32,100',
        'Added: + We expect a little less for winter, as in each year.',
      ]);
      await look('changes');
      await tab.getByRole('link', { name: 'Source' }).click();
      await expect.poll(async () => (await tab.locator('ins').allTextContents()).join()).toContain('<td>32,100</td>');
      await tab.goto(`${server.url}${path}/review?version=1`);
      await frame().getByText('We expect the same for winter.').waitFor();
    });

    it('is not changed by a form of another site, nor by who may not read the page', async () => {
      const send = (headers: Record<string, string>) =>
        fetch(`${server.url}${path}/review/comments`, {
          method: 'POST',
          redirect: 'manual',
          headers,
          body: new URLSearchParams({ body: 'x' }),
        });
      const cookie = (await person.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
      expect((await send({ cookie, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' })).status).not.toBe(
        303,
      );
      expect((await send({ cookie, origin: 'null' })).status).not.toBe(303);
      expect((await send({ cookie })).status).not.toBe(303);
      expect((await send({ origin: server.url, 'sec-fetch-site': 'same-origin' })).headers.get('location')).toContain(
        '/sign-in',
      );
      await tab.goto(`${server.url}${path}/review`);
      expect(await tab.locator('.thread').count()).toBe(1);
    });
  },
);
