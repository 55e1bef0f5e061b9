import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject, it } from 'vitest';
import { useServer } from '../contract/use-server.ts';
import { describeInChromium, launchChromium } from './chromium.ts';
import { component, createReader, createShare, image, type Reader, text } from './share-visits.ts';
import { SPY_COMPONENT } from './spy-component.ts';

// Before the server of the suite starts, which is told of the folder.
const COMPONENTS = join(inject('temporaryRoot'), 'hostile-components');
await mkdir(COMPONENTS, { recursive: true });
await writeFile(join(COMPONENTS, 'spy.js'), SPY_COMPONENT);

/** Each would leave `window.ran` behind, or ask `target`. */
const SCRIPTS = (target: string) => [
  '<script>window.ran = 1</script>',
  `<script src="${target}/script"></script>`,
  '<img src=x onerror="window.ran = 1">',
  `<img src="${target}/image">`,
  '<svg onload="window.ran = 1"><script>window.ran = 1</script></svg>',
  '<iframe srcdoc="<script>parent.ran = 1</script>"></iframe>',
  `<meta http-equiv="refresh" content="0;url=${target}/refresh">`,
  `<base href="${target}/">`,
  `<link rel="stylesheet" href="${target}/style"><style>@import "${target}/import";</style>`,
  `<form action="${target}/form"><input autofocus onfocus="window.ran = 1"></form>`,
  '</div></article></main></body></html><script>window.ran = 1</script>',
  '</code></pre><script>window.ran = 1</script>',
  '</script><script>window.ran = 1</script><!--<script>',
];

const MARKDOWN = (target: string) => [
  ...SCRIPTS(target),
  '[a](javascript:window.ran=1) [b](JaVaScRiPt&#58;window.ran=1) [c](data:text/html,<script>window.ran=1</script>)',
  '<javascript:window.ran=1> [d]( javascript:window.ran=1) [e][r]\n\n[r]: javascript:window.ran=1',
  `![a](${target}/picture) ![b](javascript:window.ran=1) ![" onerror="window.ran=1](x "a")`,
  '[a](https://a.b/"onmouseover="window.ran=1) [b](https://a.b "t\\"onclick=\\"window.ran=1")',
  '```js" onclick="window.ran=1\nlet a;\n```\n~~~"><script>window.ran=1</script>\nb\n~~~',
  '```html\n<script>window.ran = 1</script><img src=x onerror="window.ran=1">\n```',
  '| <script>window.ran=1</script> | a |\n|---|:-:|\n| <img src=x onerror=window.ran=1> | b |',
  '# <script>window.ran=1</script>\n- [x] <img src=x onerror=window.ran=1>\n> <svg onload=window.ran=1>',
];

describeInChromium('what strangers share', () => {
  const contract = useServer('sqlite', { PROFFER_COMPONENTS_DIR: COMPONENTS });
  const { ask } = contract;
  let browser: Browser;
  let listener: Server;
  let target = '';
  let asked: string[] = [];
  let reader: Reader;

  beforeAll(async () => {
    listener = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      response.writeHead(200, { 'Access-Control-Allow-Origin': '*' }).end();
    }).listen(0, '127.0.0.1');
    await once(listener, 'listening');
    target = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
    browser = await launchChromium();
  });
  afterEach(async () => {
    await reader.leave();
    asked = [];
  });
  afterAll(async () => {
    await browser?.close();
    listener.close();
  });

  const urlOf = (path: string) => `${contract.server.url}${path}`;

  /** Opens a page as somebody with a cookie that is worth taking, and looks what has become of it. */
  async function visit(path: string): Promise<void> {
    reader = await createReader(browser);
    await reader.tab
      .context()
      .addCookies([{ name: 'session', value: 'worth-taking', url: contract.server.url, httpOnly: false }]);
    await reader.tab.goto(urlOf(path));
    await reader.tab.waitForLoadState('networkidle');
  }

  async function expectNothingHappened(): Promise<void> {
    for (const frame of reader.tab.frames()) expect(await frame.evaluate('window.ran')).toBeUndefined();
    expect(asked).toEqual([]);
    expect(reader.complaints.filter((complaint) => complaint.startsWith('a dialog'))).toEqual([]);
    expect(reader.requests.filter((url) => !url.startsWith(contract.server.url))).toEqual([]);
    expect(reader.tab.context().pages()).toHaveLength(1);
    expect(reader.tab.url()).toMatch(contract.server.url);
  }

  it('runs nothing and reaches nothing as Markdown, and is read as it was written', async () => {
    await visit(await createShare(ask, text(MARKDOWN(target).join('\n\n'))));
    await expectNothingHappened();
    expect(reader.complaints).toEqual([]);
    expect(await reader.tab.locator('article').textContent()).toContain('<script>window.ran = 1</script>');
    expect(
      await reader.tab.locator('article :is(script, style, iframe, img, svg, form, base, meta, link)').count(),
    ).toBe(0);
    for (const link of await reader.tab.locator('article a[href]').all()) {
      expect(await link.getAttribute('href')).toMatch(/^https?:/);
    }
  });

  it('runs nothing as plain text, raw and in a download', async () => {
    const path = await createShare(ask, text(`${SCRIPTS(target).join('\n')}\n${'>'.repeat(500)}a`));
    await visit(path);
    await expectNothingHappened();
    expect(await reader.tab.locator('.plain').textContent()).toContain('<script>window.ran = 1</script>');
    await reader.tab.goto(urlOf(`${path}/raw`));
    await expectNothingHappened();
    expect(await reader.tab.textContent('body')).toContain('<script>window.ran = 1</script>');
    const downloading = reader.tab.waitForEvent('download');
    await reader.tab.goto(urlOf(path));
    await reader.tab.getByRole('link', { name: 'Download' }).click();
    expect((await downloading).suggestedFilename()).toMatch(/^share-[\w]{16}\.md$/);
    await expectNothingHappened();
  });

  it('runs nothing as the props of a component', async () => {
    const shapes = [
      component('Poll', { question: SCRIPTS(target)[0], options: [...SCRIPTS(target).slice(1, 12), 'window.ran'] }),
      component('HandDrawnEmphasis', { text: SCRIPTS(target).join(' '), animate: false }),
      component('CodeBlock', {
        code: SCRIPTS(target).join('\n'),
        title: SCRIPTS(target)[0],
        steps: [{ lines: '1', text: SCRIPTS(target)[2] }],
      }),
      component('Chart', {
        type: 'bar',
        title: SCRIPTS(target)[0],
        labels: ['<svg onload=window.ran=1>'],
        series: [{ name: SCRIPTS(target)[2], values: [1] }],
      }),
      component('Countdown', { to: '2000-01-01T00:00:00Z', title: SCRIPTS(target)[0], done: SCRIPTS(target)[2] }),
    ];
    for (const [index, shape] of shapes.entries()) {
      await visit(await createShare(ask, shape));
      await reader.tab.frameLocator('iframe').getByText('window.ran').first().waitFor();
      await expectNothingHappened();
      expect(reader.complaints).toEqual([]);
      if (index < shapes.length - 1) await reader.leave();
    }
  });

  it.each([
    'data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImFsZXJ0KDEpIi8+',
    'data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==',
    'data:image/png;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==',
    'javascript:window.ran=1',
  ])('is no picture: %s', async (body) => {
    reader = await createReader(browser);
    await expect(createShare(ask, image(body))).rejects.toThrow('400');
  });

  it('runs nothing as a picture of another server, which learns neither where it is shown nor a cookie', async () => {
    const path = await createShare(ask, image('https://pictures.example/a.svg?"onerror="window.ran=1'));
    reader = await createReader(browser);
    const headers: Record<string, string>[] = [];
    await reader.tab.context().route('https://pictures.example/**', (route) => {
      headers.push(route.request().headers());
      const body = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="parent.ran = 1"><script>top.ran = 1; fetch("${target}/svg")</script><image href="${target}/inside"/></svg>`;
      return route.fulfill({ contentType: 'image/svg+xml', body });
    });
    await reader.tab.goto(urlOf(path));
    await expect.poll(() => reader.tab.evaluate('document.querySelector("figure img").naturalWidth')).toBe(9);
    expect(headers).toHaveLength(1);
    expect(headers[0]).not.toHaveProperty('referer');
    expect(headers[0]).not.toHaveProperty('cookie');
    expect(asked).toEqual([]);
    expect(await reader.tab.evaluate('window.ran')).toBeUndefined();
  });

  it('gets nothing out of its sandbox when it is a component that tries everything', async () => {
    const path = await createShare(ask, component('Spy', { target }));
    await visit(path);
    const spy = reader.tab.frames()[1];
    const read = async () =>
      JSON.parse(String(await spy?.evaluate('document.getElementById("component").textContent || "{}"')));
    await expect.poll(async () => Object.keys(await read()).length, { timeout: 20_000 }).toBeGreaterThan(20);
    // What these were told means nothing; what counts is that nothing has arrived.
    const { origin, beacon, frame, form, dialog, ...rest }: Record<string, string> = await read();
    expect(origin).toBe('done: null');
    for (const [name, result] of Object.entries(rest)) expect(result, name).toMatch(/^refused: /);
    expect(reader.complaints.filter((complaint) => complaint.startsWith('a dialog'))).toEqual([]);
    expect(asked).toEqual([]);
    expect(reader.tab.url()).toBe(urlOf(path));
    expect(reader.tab.context().pages()).toHaveLength(1);
  });

  it('is as powerless in a frame that is opened by itself', async () => {
    await visit(`${await createShare(ask, component('Countdown', { to: '2099-01-01T00:00:00Z' }))}/frame`);
    expect(await reader.tab.evaluate('self.origin')).toBe('null');
    for (const treasure of ['document.cookie', 'localStorage.length', 'navigator.serviceWorker.register("/a")']) {
      await expect(reader.tab.evaluate(treasure)).rejects.toThrow('SecurityError');
    }
    await expect(reader.tab.evaluate(`fetch("${target}/fetch")`)).rejects.toThrow('Failed to fetch');
    expect(asked).toEqual([]);
  });

  it('has no session to take: the cookies of a share are out of reach of every script', async () => {
    const path = await createShare(ask, text('# a'), { maxViews: 1 });
    reader = await createReader(browser);
    await reader.tab.goto(urlOf(path));
    await reader.tab.getByRole('button', { name: 'Show it' }).click();
    await reader.tab.getByRole('heading', { name: 'a', exact: true }).waitFor();
    expect((await reader.tab.context().cookies(urlOf(path))).map(({ name, httpOnly }) => ({ name, httpOnly }))).toEqual(
      [{ name: 'proffer_share', httpOnly: true }],
    );
    expect(await reader.tab.evaluate('document.cookie')).toBe('');
    expect(await reader.tab.context().cookies(contract.server.url)).toEqual([]);
  });
});
