import { describe, expect, it } from 'vitest';
import { type Browserless, PASSWORD } from '../people/browserless.ts';
import { useAdministrator } from '../people/use-administrator.ts';

const FOREIGN: [string, Record<string, string>][] = [
  ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
  ['a sibling host', { origin: 'https://evil.localhost', 'sec-fetch-site': 'same-site' }],
  ['a sandboxed document', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
  ['nowhere', { origin: '', 'sec-fetch-site': 'same-origin' }],
  ['an old browser on another site', { origin: 'https://evil.example', 'sec-fetch-site': '' }],
  ['this host, as another site says', { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }],
];
const without = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).filter(([, v]) => v !== ''));
const cookieOf = ({ cookies }: Browserless) => Array.from(cookies, ([name, value]) => `${name}=${value}`).join('; ');

describe('requests with the cookie of a person who did not make them', () => {
  const used = useAdministrator();

  it.each(FOREIGN)('change nothing by a form from %s', async (_where, headers) => {
    for (const path of ['/account/profile', '/account/sign-out-everywhere', '/sign-out', '/sign-in/password']) {
      const init = { name: 'Eve', username: 'eve', password: PASSWORD };
      const sent = { cookie: cookieOf(used.ada), ...without(headers) };
      const answer = await fetch(`${used.server.url}${path}`, {
        method: 'POST',
        headers: sent,
        body: new URLSearchParams(init),
        redirect: 'manual',
      });
      expect(answer.status).toBe(403);
    }
    expect((await used.ada.api('GET', '/api/v1/me')).body).toMatchObject({ username: 'ada', name: 'ada' });
  });

  it.each(FOREIGN)('change nothing over the API from %s', async (_where, headers) => {
    const cookie = cookieOf(used.ada);
    for (const [method, path] of [
      ['POST', '/api/v1/workspaces'],
      ['PATCH', '/api/v1/me'],
      ['POST', '/v1/links'],
    ] as const) {
      const answer = await fetch(`${used.server.url}${path}`, {
        method,
        headers: { cookie, 'content-type': 'application/json', ...without(headers) },
        body: '{"name":"Eve","handle":"eve","destination":"https://example.com/"}',
      });
      expect(answer.status, path).toBe(403);
    }
  });
});
