import type { IncomingMessage } from 'node:http';

/** The request as the web standard has it, without its body, for whoever looks at cookies. */
export function toWebRequest({ rawHeaders }: IncomingMessage, publicUrl: string): Request {
  const headers = new Headers();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    if (/^(?:cookie|user-agent|host)$/i.test(name)) headers.append(name, rawHeaders[index + 1] ?? '');
  }
  // The path is left out: it names a page, and no session depends on it.
  return new Request(publicUrl, { headers });
}
