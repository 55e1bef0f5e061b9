import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from '../../src/web/index.ts';
import { describeInChromium, launchChromium } from './chromium.ts';
import { contrast, readContrasts } from './contrast.ts';
import { readTextsBeyondTheEdge } from './edges.ts';
import { readFocus } from './focus.ts';
import { type PageServer, servePages } from './page-server.ts';
import { createVisitor, type Visitor } from './visitor.ts';

const PAGES: Readonly<Record<string, Page>> = {
  home: { kind: 'home' },
  'not-found': { kind: 'not-found' },
  'sign-in-to-see': { kind: 'sign-in-to-see', signInPath: '/sign-in?next=%2Fada%2Fk3Xw9bNqTz' },
  'not-for-you': { kind: 'not-for-you', email: 'ada@example.com' },
  blocked: { kind: 'blocked', because: 'tampered' },
  'too-many-requests': { kind: 'too-many-requests', retryAfterSeconds: 312 },
  unavailable: { kind: 'unavailable' },
  failed: { kind: 'failed', requestId: 'req_0123456789ab000001' },
};
const names = Object.keys(PAGES);

/** The narrowest is a desktop at 400 %, the zoom up to which nobody should have to scroll sideways. */
const SCREENS = {
  desktop: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
  zoomed: { width: 320, height: 256 },
} as const;
const views = Object.entries(SCREENS).flatMap(([screen, viewport]) =>
  (['light', 'dark'] as const).flatMap((colorScheme) =>
    (['en', 'de'] as const).map((locale) => ({ screen, viewport, colorScheme, locale })),
  ),
);

describeInChromium('the pages for people', () => {
  let browser: Browser;
  let server: PageServer;

  beforeAll(async () => {
    server = await servePages(PAGES);
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  describe.each(views)('on a $screen screen, $colorScheme, in $locale', (view) => {
    const { screen, viewport, colorScheme, locale } = view;
    let visitor: Visitor;
    beforeAll(async () => {
      visitor = await createVisitor(browser, server, { viewport, colorScheme, locale });
    });
    afterAll(() => visitor?.leave());

    it.each(names)('%s can be read', async (name) => {
      const { tab } = visitor;
      expect(await visitor.visit(name)).toEqual({ complaints: [], requests: [] });

      expect(await tab.getAttribute('html', 'lang')).toBe(locale);
      for (const landmark of ['banner', 'main'] as const) expect(await tab.getByRole(landmark).count()).toBe(1);
      expect(await tab.getByRole('heading', { level: 1 }).count()).toBe(1);
      expect(await tab.getByRole('img').count()).toBe(0);

      expect(await tab.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      expect(await readTextsBeyondTheEdge(tab)).toEqual([]);
      const ground: string = await tab.evaluate('getComputedStyle(document.documentElement).backgroundColor');
      expect(contrast(ground, 'rgb(0, 0, 0)') > contrast(ground, 'rgb(255, 255, 255)')).toBe(colorScheme === 'light');
      const contrasts = await readContrasts(tab);
      expect(contrasts.length).toBeGreaterThan(4);
      expect(contrasts.filter(({ ratio }) => ratio < 7)).toEqual([]);

      // For whoever changes the look: SCREENSHOTS=<folder> keeps what was seen.
      const file = `${name}-${screen}-${colorScheme}-${locale}.png`;
      if (process.env.SCREENSHOTS) await tab.screenshot({ path: join(process.env.SCREENSHOTS, file), fullPage: true });
    });
  });

  describe.each(['light', 'dark'] as const)('with a keyboard, %s', (colorScheme) => {
    let visitor: Visitor;
    beforeAll(async () => {
      visitor = await createVisitor(browser, server, { colorScheme });
    });
    afterAll(() => visitor?.leave());

    it.each(names)('%s shows where one is, link by link in the order of the page', async (name) => {
      await visitor.visit(name);
      const links = await visitor.tab.getByRole('link').allTextContents();
      expect(links).not.toEqual([]);
      for (const link of links) {
        await visitor.tab.keyboard.press('Tab');
        const focus = await readFocus(visitor.tab);
        expect(focus).toMatchObject({ text: link, outline: 'solid 3px' });
        expect(contrast(focus.colour, focus.ground)).toBeGreaterThanOrEqual(4.5);
      }
    });
  });

  describe('for one visitor', () => {
    let visitor: Visitor;
    afterEach(() => visitor.leave());

    it.each([
      { reducedMotion: 'no-preference', animation: 'reach' },
      { reducedMotion: 'reduce', animation: 'none' },
    ] as const)('the hand moves unless nothing should: $reducedMotion', async ({ reducedMotion, animation }) => {
      visitor = await createVisitor(browser, server, { reducedMotion });
      await visitor.visit('home');
      const name = 'getComputedStyle(document.querySelector("svg.scene")).animationName';
      expect(await visitor.tab.evaluate(name)).toBe(animation);
    });

    it('a printed page is black on white and holds only what is said', async () => {
      visitor = await createVisitor(browser, server, { colorScheme: 'dark' });
      await visitor.visit('failed');
      await visitor.tab.emulateMedia({ media: 'print' });
      expect(await visitor.tab.locator('svg.scene').isVisible()).toBe(false);
      expect((await readContrasts(visitor.tab)).filter(({ ratio }) => ratio < 21)).toEqual([]);
    });
  });
});
