import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { useServer } from '../contract/use-server.ts';
import { describeInChromium, launchChromium } from './chromium.ts';
import { contrast, readContrasts } from './contrast.ts';
import { readTextsBeyondTheEdge } from './edges.ts';
import { readFocus } from './focus.ts';
import { KINDS, type KindName } from './share-kinds.ts';
import { component, createReader, createShare, type Reader, text } from './share-visits.ts';

const names = Object.keys(KINDS) as KindName[];
const SCREENS = [
  { screen: 'desktop', viewport: { width: 1280, height: 800 }, colorScheme: 'light', locale: 'en' },
  { screen: 'phone', viewport: { width: 390, height: 844 }, colorScheme: 'dark', locale: 'de' },
] as const;

const MARKED = 'Mind the highlighted gap';

describeInChromium('a share in a browser', () => {
  const contract = useServer('sqlite');
  const { ask } = contract;
  const server = () => contract.server;
  let browser: Browser;
  let reader: Reader;
  const paths = new Map<KindName, string>();

  const open = async (path: string) => void (await reader.tab.goto(`${server().url}${path}`));
  const frame = () => reader.tab.frameLocator('iframe');

  beforeAll(async () => {
    browser = await launchChromium();
    for (const name of names)
      paths.set(name, await createShare(ask, KINDS[name].content, { expires: '2098-12-31T23:30:00Z' }));
  });
  afterAll(() => browser?.close());

  describe.each(SCREENS)('on a $screen', ({ screen, ...view }) => {
    beforeAll(async () => {
      reader = await createReader(browser, view);
    });
    afterAll(() => reader.leave());

    it.each(names)('%s can be read', async (name) => {
      const kind = KINDS[name];
      const { tab } = reader;
      reader.forget();
      await open(paths.get(name) ?? '');
      if ('frame' in kind) await frame().getByText(kind.frame, { exact: true }).first().waitFor();
      else if (view.locale === 'en') expect(await tab.getByText(kind.sees).count()).toBe(1);

      expect(reader.complaints).toEqual([]);
      expect(reader.requests.filter((url) => !url.startsWith(server().url))).toEqual([]);
      expect(await tab.getAttribute('html', 'lang')).toBe(view.locale);
      expect(await tab.getByRole('heading', { level: 1 }).count()).toBe(1);
      for (const landmark of ['banner', 'main'] as const) expect(await tab.getByRole(landmark).count()).toBe(1);
      expect(await tab.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      expect(await readTextsBeyondTheEdge(tab)).toEqual([]);
      for (const part of tab.frames()) {
        const contrasts = await readContrasts(part);
        expect(contrasts.length).toBeGreaterThan(0);
        // What is highlighted has a drawing behind it and no background.
        expect(contrasts.filter(({ text, ratio }) => ratio < 4.5 && text !== MARKED)).toEqual([]);
      }
      const file = `share-${name}-${screen}.png`;
      if (process.env.SCREENSHOTS) await tab.screenshot({ path: join(process.env.SCREENSHOTS, file), fullPage: true });
    });
  });

  describe('for one reader', () => {
    afterEach(() => reader.leave());

    it('gives a component as much room as it takes', async () => {
      reader = await createReader(browser);
      await open(paths.get('code') ?? '');
      await frame().getByText('First this.').waitFor();
      const inner = () =>
        reader.tab.frames()[1]?.evaluate('Math.ceil(document.documentElement.getBoundingClientRect().height)');
      const outer = () => reader.tab.evaluate("document.querySelector('iframe').clientHeight");
      await expect.poll(async () => Number(await outer()) - Number(await inner())).toBe(0);
    });

    it('says when it ends by the clock of its reader', async () => {
      reader = await createReader(browser, { locale: 'de', timezoneId: 'Asia/Tokyo' });
      await open(paths.get('text') ?? '');
      expect(await reader.tab.locator('time').textContent()).toBe('1. Januar 2099 um 08:30');
      expect(await reader.tab.locator('time').getAttribute('title')).toBe('31. Dezember 2098 um 23:30 UTC');
    });

    it('copies code, and all of the text as it was written', async () => {
      reader = await createReader(browser, { permissions: ['clipboard-read', 'clipboard-write'] });
      await open(paths.get('text') ?? '');
      const clipboard = () => reader.tab.evaluate('navigator.clipboard.readText()');
      // It says so for two seconds only.
      const said = reader.tab.getByRole('button', { name: 'Copied' }).waitFor();
      await reader.tab.getByRole('button', { name: 'Copy this code' }).click();
      await said;
      expect(await clipboard()).toMatch(/^\/\/ greet somebody\nexport const/);
      await reader.tab.getByRole('button', { name: 'Copy', exact: true }).click();
      await expect.poll(clipboard).toBe(KINDS.text.content.body);
    });

    it('shows a picture in its full size to who wants it, by keyboard as well', async () => {
      reader = await createReader(browser);
      await open(paths.get('image') ?? '');
      const zoom = reader.tab.getByRole('checkbox');
      await zoom.focus();
      await reader.tab.keyboard.press('Space');
      expect(await zoom.isChecked()).toBe(true);
      expect(await reader.tab.evaluate("getComputedStyle(document.querySelector('figure.image img')).maxWidth")).toBe(
        'none',
      );
    });

    it.each(['light', 'dark'] as const)(
      'has a highlighted text that stands out from its marker, %s',
      async (colorScheme) => {
        reader = await createReader(browser, { colorScheme });
        await open(paths.get('highlight') ?? '');
        await frame().locator('svg path').first().waitFor({ state: 'attached' });
        const colourOf = async (selector: string, property: string) => {
          const colour = await reader.tab
            .frames()[1]
            ?.evaluate(`getComputedStyle(document.querySelector('${selector}')).${property}`);
          return String(colour);
        };
        const ratio = contrast(await colourOf('.emphasis span', 'color'), await colourOf('svg path', 'stroke'));
        expect(ratio).toBeGreaterThanOrEqual(4.5);
      },
    );

    it('keeps what its readers have voted for', async () => {
      const path = await createShare(ask, KINDS.poll.content);
      for (const [votes, choice] of [
        [1, 'Here'],
        [2, 'There'],
      ] as const) {
        reader = await createReader(browser);
        await open(path);
        await frame().getByRole('radio', { name: choice, exact: true }).check();
        await frame().getByRole('button', { name: 'Vote' }).click();
        await frame()
          .getByRole('status')
          .filter({ hasText: `${votes} vote` })
          .waitFor();
        await reader.tab.reload();
        await frame()
          .getByRole('status')
          .filter({ hasText: `${votes} vote` })
          .waitFor();
        expect(await frame().getByRole('radio').count()).toBe(0);
        expect(await frame().getByText('✓ your vote').count()).toBe(1);
        expect(reader.complaints).toEqual([]);
        if (votes === 1) await reader.leave();
      }
    });

    it('explains code step by step', async () => {
      reader = await createReader(browser);
      await open(paths.get('code') ?? '');
      await frame().getByText('Step 1 of 2').waitFor();
      await frame().getByRole('button', { name: 'Next' }).click();
      expect(await frame().getByText('Then that.').count()).toBe(1);
      expect(await frame().locator('.meant').allTextContents()).toEqual(['two', 'three']);
    });

    it('tells the numbers of a chart to who cannot see it', async () => {
      reader = await createReader(browser);
      await open(paths.get('bars') ?? '');
      expect(await frame().getByRole('img', { name: 'Bars' }).count()).toBe(1);
      await frame().getByText('The numbers as a table').click();
      expect(await frame().getByRole('cell').allTextContents()).toEqual(expect.arrayContaining(['1', '-2']));
    });

    describe.each([{ javaScriptEnabled: true }, { javaScriptEnabled: false }])('with %o', (options) => {
      it('opens for its password, and says when it was a wrong one', async () => {
        const path = await createShare(ask, text('# Behind the door'), { password: 'sesame' });
        reader = await createReader(browser, options);
        const { tab } = reader;
        await open(path);
        await tab.getByLabel('Password').fill('wrong');
        await tab.keyboard.press('Enter');
        expect(await tab.getByRole('alert').textContent()).toBe('That is not the password. Nothing was used up.');
        await tab.getByLabel('Password').fill('sesame');
        await tab.getByRole('button', { name: 'Open' }).click();
        await tab.getByRole('heading', { name: 'Behind the door' }).waitFor();
        expect(reader.complaints).toEqual([]);
      });

      it('is revealed by a key, stays for a reload, and is gone for the next', async () => {
        const path = await createShare(ask, text('# Once only'), { maxViews: 1 });
        reader = await createReader(browser, options);
        const { tab } = reader;
        await open(path);
        expect(await tab.getByText('It can be seen once.').count()).toBe(1);
        await tab.getByRole('button', { name: 'Show it' }).focus();
        await tab.keyboard.press('Enter');
        await tab.getByRole('heading', { name: 'Once only' }).waitFor();
        await tab.reload();
        await tab.getByRole('heading', { name: 'Once only' }).waitFor();
        expect(await tab.getByText('This was the last of 1 view.').count()).toBe(1);
        expect(reader.complaints).toEqual([]);
        await reader.leave();

        reader = await createReader(browser, options);
        await open(path);
        expect(await reader.tab.getByRole('heading', { level: 1 }).textContent()).toBe(
          'There is nothing at this address',
        );
      });
    });

    it('can be read without scripts, but for what is alive', async () => {
      reader = await createReader(browser, { javaScriptEnabled: false });
      for (const name of ['text', 'image'] as const) {
        await open(paths.get(name) ?? '');
        expect(await reader.tab.getByText(KINDS[name].sees).count()).toBe(1);
      }
      expect(await reader.tab.locator('time').textContent()).toBe('31 December 2098 at 23:30 UTC');
      await open(paths.get('poll') ?? '');
      expect(await reader.tab.locator('noscript p').isVisible()).toBe(true);
      expect(reader.complaints).toEqual([]);
    });

    it.each(['light', 'dark'] as const)('shows where one is with a keyboard, %s', async (colorScheme) => {
      const path = await createShare(ask, text('[a](https://example.com)\n\n```js\nb\n```'));
      reader = await createReader(browser, { colorScheme });
      await open(path);
      const seen: string[] = [];
      for (let tab = 0; tab < 7; tab++) {
        await reader.tab.keyboard.press('Tab');
        const focus = await readFocus(reader.tab);
        seen.push(focus.text.trim());
        expect(focus.outline).toBe('solid 3px');
        expect(contrast(focus.colour, focus.ground)).toBeGreaterThanOrEqual(4.5);
      }
      expect(seen).toEqual(['Proffer', 'Copy', 'As it is', 'Download', 'a', 'Copy this code', 'b']);
    });

    it('is black on white on paper, without what cannot be pressed there', async () => {
      reader = await createReader(browser, { colorScheme: 'dark' });
      await open(paths.get('text') ?? '');
      await reader.tab.emulateMedia({ media: 'print' });
      expect((await readContrasts(reader.tab)).filter(({ ratio }) => ratio < 20)).toEqual([]);
      expect(await reader.tab.getByRole('link', { name: 'Download' }).count()).toBe(0);
    });

    it('takes no answers in a frame that is opened by itself', async () => {
      const path = await createShare(ask, component('Poll', { question: 'Where?', options: ['Here', 'There'] }));
      reader = await createReader(browser);
      await open(`${path}/frame`);
      expect(await reader.tab.getByText('Answers cannot be given here.').count()).toBe(1);
    });
  });
});
