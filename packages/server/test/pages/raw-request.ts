import { once } from 'node:events';
import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { buffer } from 'node:stream/consumers';

export type RawAnswer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: Buffer };

/** Asks with these headers alone and gives the bytes as they came: `fetch` unpacks them, and hides cookies and the host. */
export async function rawRequest(
  url: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  method = 'GET',
): Promise<RawAnswer> {
  const asked = request(`${url}${path}`, { method, headers, agent: false }).end();
  const [response]: IncomingMessage[] = await once(asked, 'response');
  if (response === undefined) throw new Error('there was no answer');
  return { status: response.statusCode ?? 0, headers: response.headers, body: await buffer(response) };
}
