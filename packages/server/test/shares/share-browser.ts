import type { ServerProcess } from '../harness/server-process.ts';

/** A browser without a screen: it keeps cookies as a server asks for them, and sends them where they belong. */
export type ShareBrowser = {
  get(path: string, init?: RequestInit): Promise<Page>;
  /** Sends a form as the page of a share does. */
  submit(path: string, fields: Readonly<Record<string, string>>, init?: RequestInit): Promise<Page>;
  /** As they stand in the jar, with their attributes. */
  readonly cookies: readonly string[];
};

export type Page = { readonly status: number; readonly headers: Headers; readonly body: string };

type Cookie = { readonly name: string; readonly value: string; readonly path: string; readonly text: string };

function parseCookie(text: string): Cookie {
  const [, name = '', value = '', path = ''] = /^([^=]+)=([^;]*);.*?Path=([^;]+)/.exec(text) ?? [];
  return { name, value, path, text };
}

export function openShareBrowser(server: () => Pick<ServerProcess, 'url'>): ShareBrowser {
  const jar = new Map<string, Cookie>();

  async function ask(path: string, init: RequestInit): Promise<Page> {
    const matching = [...jar.values()].filter((cookie) => path === cookie.path || path.startsWith(`${cookie.path}/`));
    const headers = new Headers(init.headers);
    if (matching.length > 0) headers.set('Cookie', matching.map(({ name, value }) => `${name}=${value}`).join('; '));
    const response = await fetch(`${server().url}${path}`, { redirect: 'manual', ...init, headers });
    for (const text of response.headers.getSetCookie()) {
      const cookie = parseCookie(text);
      jar.set(`${cookie.name} ${cookie.path}`, cookie);
    }
    return { status: response.status, headers: response.headers, body: await response.text() };
  }

  return {
    get: (path, init = {}) => ask(path, init),
    submit: (path, fields, init = {}) => ask(path, { method: 'POST', body: new URLSearchParams(fields), ...init }),
    get cookies() {
      return [...jar.values()].map(({ text }) => text);
    },
  };
}
