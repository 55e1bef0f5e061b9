import type { Browser, BrowserContextOptions, Page as Tab } from 'playwright-core';
import type { PageServer } from './page-server.ts';

/** Somebody with a screen, a language and preferences of their own. */
export type Visitor = {
  readonly tab: Tab;
  /** Opens `/<name>`; returns what the browser complained of and what else it asked the server for, but for the icon. */
  visit(name: string): Promise<{ complaints: string[]; requests: string[] }>;
  leave(): Promise<void>;
};

export async function createVisitor(
  browser: Browser,
  server: PageServer,
  options: BrowserContextOptions = {},
): Promise<Visitor> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  const tab = await context.newPage();
  let visiting = '';
  let complaints: string[] = [];
  tab.on('pageerror', (error) => complaints.push(error.message));
  tab.on('console', (message) => {
    // Chromium notes each answer that is no success, and the statuses of these pages are none.
    const isStatus = message.location().url === visiting && message.text().includes('with a status of');
    if (!isStatus) complaints.push(message.text());
  });
  return {
    tab,
    async visit(name) {
      complaints = [];
      server.takeRequests();
      visiting = `${server.url}/${name}`;
      await tab.goto(visiting);
      const others = [`/${name}`, '/favicon.svg'];
      return { complaints, requests: server.takeRequests().filter((path) => !others.includes(path)) };
    },
    leave: () => context.close(),
  };
}
