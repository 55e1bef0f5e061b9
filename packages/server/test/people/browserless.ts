import type { ServerProcess } from '../harness/server-process.ts';

export type PageAnswer = { readonly status: number; readonly headers: Headers; readonly text: string };

/** Somebody with cookies and without scripts: sends forms as a browser does. */
export type Browserless = {
  readonly cookies: ReadonlyMap<string, string>;
  get(path: string): Promise<PageAnswer>;
  /** A form from a page of this server; `headers` changes what a browser would say. */
  post(
    path: string,
    form?: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<PageAnswer>;
  /** The API by session. `body` of the answer is parsed. */
  api(
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<{ readonly status: number; readonly body: Record<string, unknown> & { data: Record<string, unknown>[] } }>;
  /** The same cookies, as if they were stolen. */
  copy(): Browserless;
};

export function createBrowserless(url: string, known: ReadonlyMap<string, string> = new Map()): Browserless {
  const cookies = new Map(known);
  const headersOf = (more: Readonly<Record<string, string>>): Record<string, string> => ({
    cookie: Array.from(cookies, ([name, value]) => `${name}=${value}`).join('; '),
    ...more,
  });
  function keepCookies(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /max-age=0/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
  }
  async function send(path: string, init: RequestInit): Promise<PageAnswer> {
    const response = await fetch(new URL(path, url), { redirect: 'manual', ...init });
    keepCookies(response);
    return { status: response.status, headers: response.headers, text: await response.text() };
  }
  return {
    cookies,
    get: (path) => send(path, { headers: headersOf({ accept: 'text/html' }) }),
    post: (path, form = {}, headers = {}) =>
      send(path, {
        method: 'POST',
        headers: headersOf({ accept: 'text/html', origin: url, 'sec-fetch-site': 'same-origin', ...headers }),
        body: new URLSearchParams(form),
      }),
    async api(method, path, body, headers = {}) {
      const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
      const init: RequestInit = { method, headers: headersOf({ origin: url, ...type, ...headers }) };
      if (body !== undefined) init.body = JSON.stringify(body);
      const { status, text } = await send(path, init);
      return { status, body: JSON.parse(text) };
    },
    copy: () => createBrowserless(url, cookies),
  };
}

/** The address that the first start has printed. */
export function setUpPath(server: ServerProcess): string {
  const found = server
    .logs()
    .match(/\/setup\/\w+/g)
    ?.at(-1);
  if (found === undefined) throw new Error(`no set-up address in:\n${server.logs()}`);
  return found;
}

export const PASSWORD = 'correct horse battery staple';

/** Makes the first administrator, who is signed in then. */
export async function setUp(server: ServerProcess, username = 'ada'): Promise<Browserless> {
  const visitor = createBrowserless(server.url);
  const form = { email: `${username}@example.com`, username, name: '', password: PASSWORD };
  const answer = await visitor.post(setUpPath(server), form);
  if (answer.status !== 303) throw new Error(`set-up was refused: ${answer.status} ${answer.text}`);
  return visitor;
}
