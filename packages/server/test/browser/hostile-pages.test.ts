import type { IncomingMessage, RequestListener } from 'node:http';
import type { Browser, BrowserContext, Page as Tab } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../harness/database.ts';
import { HOSTILE_PAGE } from '../pages/hostile-script.ts';
import { type ServedPages, servePages } from '../pages/serve-pages.ts';
import { describeInChromium, launchChromium } from './chromium.ts';

type Report = { readonly origin: string; readonly tried: number; readonly got: Readonly<Record<string, string>> };

/** The app that people are signed in to, with something to steal. */
const APP = `<!doctype html><title>App</title><body><script>
localStorage.setItem('secret', 'of the app');
document.cookie = 'readable=secret';
new BroadcastChannel('app').onmessage = ({ data }) => { document.body.dataset.heard = data; };
const page = new URLSearchParams(location.search).get('frame');
if (page) document.body.append(Object.assign(document.createElement('iframe'), { src: page, id: 'frame' }));
</script></body>`;

/** The first report of a page in any tab or frame of this person. */
function nextReport(person: BrowserContext): Promise<Report> {
  return new Promise((resolve) => {
    person.on('console', (message) => {
      const [, report] = /^report (.*)$/.exec(message.text()) ?? [];
      if (report !== undefined) resolve(JSON.parse(report));
    });
  });
}

describeInChromium('a hostile page', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  describe.each([{ onTwoHosts: false }, { onTwoHosts: true }])('on two hosts: $onTwoHosts', ({ onTwoHosts }) => {
    let database: TestDatabase;
    let served: ServedPages;
    let person: BrowserContext;
    let tab: Tab;
    let reached: { path: string; cookie: string }[];

    const others: RequestListener = (request, response) => {
      if (request.url?.startsWith('/app') === true) {
        return response.writeHead(200, { 'Content-Type': 'text/html' }).end(APP);
      }
      if (request.url !== '/favicon.ico') reached.push(noteOf(request));
      return response.writeHead(200, { 'Content-Type': 'text/javascript', 'Set-Cookie': 'from=api' }).end('"secret"');
    };
    const noteOf = ({ url = '', headers }: IncomingMessage) => ({ path: url, cookie: headers.cookie ?? '' });

    beforeAll(async () => {
      database = await createTestDatabase('sqlite');
      served = await servePages(database, { onTwoHosts, others });
    });
    afterAll(async () => {
      await served?.close();
      await database?.close();
    });
    beforeEach(async () => {
      reached = [];
      person = await browser.newContext({ acceptDownloads: true });
      await person.addCookies([{ name: 'person', value: 'member', url: served.url, httpOnly: true, sameSite: 'Lax' }]);
      tab = await person.newPage();
      await tab.goto(`${served.url}/app`);
    });
    afterEach(() => person.close());

    /** The path of a page that tries everything, and among it to read another one. */
    const hostile = async (mode: 'static' | 'interactive') => {
      const other = await served.page({ html: '<p>Secret of another</p>', visibility: 'private' });
      const html = HOSTILE_PAGE.replaceAll('/ada/other', other.path);
      return (await served.page({ html, mode, visibility: 'private' })).path;
    };

    it('that may run scripts gets nothing when it is opened', async () => {
      const downloads: string[] = [];
      tab.on('download', (download) => downloads.push(download.suggestedFilename()));
      const report = nextReport(person);
      await tab.goto(`${served.url}${await hostile('interactive')}`);
      expect(await report).toEqual({ origin: 'null', tried: 30, got: {} });
      expect(new URL(tab.url()).hostname).toBe(onTwoHosts ? 'localhost' : '127.0.0.1');
      expect(reached).toEqual([]);
      expect(downloads).toEqual([]);
      expect(person.pages()).toHaveLength(1);
      expect(person.serviceWorkers()).toEqual([]);
    });

    it('that may run scripts gets nothing of the app that frames it', async () => {
      const path = await hostile('interactive');
      // The host for content is another site than this app's, whose frames get no cookies: a public page is framed there.
      await database.db.updateTable('pages').set({ visibility: 'public' }).execute();
      const report = nextReport(person);
      await tab.goto(`${served.url}/app?frame=${encodeURIComponent(path)}`);
      expect(await report).toEqual({ origin: 'null', tried: 30, got: {} });
      expect(reached).toEqual([]);
      expect(tab.url()).toContain('/app?frame=');
      expect(await tab.locator('body').getAttribute('data-heard')).toBeNull();
    });

    it('that may run scripts gets nothing of the app that opened it', async () => {
      const path = await hostile('interactive');
      const report = nextReport(person);
      await tab.evaluate(`window.open(${JSON.stringify(path)}) && undefined`);
      const { got } = await report;
      expect(Object.keys(got).filter((name) => name !== 'leads its opener away')).toEqual([]);
      expect(reached).toEqual([]);
      expect(await tab.title()).toBe('App');
    });

    it('that is static runs nothing, and reaches nothing', async () => {
      const requests: string[] = [];
      tab.on('requestfinished', (request) => requests.push(request.url()));
      let reported = false;
      void nextReport(person).then(() => {
        reported = true;
      });
      const path = await hostile('static');
      await tab.goto(`${served.url}${path}`);
      await tab.locator('#link').click();
      await tab.locator('#send').click();
      expect(await tab.locator('body').getAttribute('data-ran')).toBeNull();
      expect(reported).toBe(false);
      expect(reached).toEqual([]);
      expect(requests.filter((url) => !url.includes(path))).toEqual([]);
    });

    it.each([
      [
        'SVG',
        '<svg xmlns="http://www.w3.org/2000/svg" onload="top.document.title=1"><script>document.title="ran"</script></svg>',
      ],
      [
        'XML with a style sheet',
        `<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="/api/v1/xsl"?><a><script xmlns="http://www.w3.org/1999/xhtml">document.title="ran"</script></a>`,
      ],
    ])('that is %s is text/html, and runs nothing', async (_, html) => {
      const { path } = await served.page({ html });
      const response = await tab.goto(`${served.url}${path}`);
      expect(response?.headers()['content-type']).toBe('text/html; charset=utf-8');
      expect(await tab.title()).toBe('');
      expect(reached).toEqual([]);
    });

    it('is not shown in the frame of another site', async () => {
      const { path } = await served.page({ html: '<title>Framed</title>' });
      const elsewhere = onTwoHosts ? served.contentUrl : served.contentUrl;
      const stranger = await person.newPage();
      await stranger.route('http://elsewhere.test/**', (route) =>
        route.fulfill({
          contentType: 'text/html',
          body: `<iframe src="${onTwoHosts ? elsewhere : served.url}${path}"></iframe>`,
        }),
      );
      await stranger.goto('http://elsewhere.test/');
      const [, frame] = stranger.frames();
      await expect.poll(() => frame?.url()).toMatch(/^chrome-error:/);
    });
  });
});
