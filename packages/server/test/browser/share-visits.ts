import type { Browser, BrowserContextOptions, Page as Tab } from 'playwright-core';
import type { AskServer } from '../contract/use-server.ts';

type Content = { readonly type: string; readonly body: unknown };

/** Makes a share; returns the path of its page. */
export async function createShare(ask: AskServer, content: Content, options: object = {}): Promise<string> {
  const { status, body } = await ask('POST', '/api/v1/share', { body: { content, options } });
  if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`);
  return new URL((body as { data: { url: string } }).data.url).pathname;
}

export const text = (body: string): Content => ({ type: 'text', body });
export const image = (body: string): Content => ({ type: 'image', body });
export const component = (name: string, props: unknown): Content => ({
  type: 'interactive',
  body: { component: name, props },
});

/** Somebody at a browser of their own, with what the browser complains of and asks for. */
export type Reader = {
  readonly tab: Tab;
  readonly complaints: string[];
  readonly requests: string[];
  /** Begins to note anew. */
  forget(): void;
  leave(): Promise<void>;
};

export async function createReader(browser: Browser, options: BrowserContextOptions = {}): Promise<Reader> {
  const context = await browser.newContext({ reducedMotion: 'reduce', timezoneId: 'Europe/Berlin', ...options });
  const tab = await context.newPage();
  const complaints: string[] = [];
  const requests: string[] = [];
  tab.on('pageerror', (error) => complaints.push(error.message));
  tab.on('dialog', (dialog) => {
    complaints.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  tab.on('console', (message) => {
    // Chromium notes each answer that is no success, and a wrong password is none.
    if (!message.text().includes('with a status of')) complaints.push(message.text());
  });
  context.on('request', (request) => requests.push(request.url()));
  const forget = () => {
    complaints.length = 0;
    requests.length = 0;
  };
  return { tab, complaints, requests, forget, leave: () => context.close() };
}
