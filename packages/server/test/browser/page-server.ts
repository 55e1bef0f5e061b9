import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chooseLanguage, type Page, renderPage, webRoutes } from '../../src/web/index.ts';

export type PageServer = {
  readonly url: string;
  /** The addresses that were asked for since the last call. */
  takeRequests(): string[];
  close(): Promise<void>;
};

/** Answers `/<name>` with the page of that name, by way of a socket as the redirect does, and the icon. */
export async function servePages(pages: Readonly<Record<string, Page>>): Promise<PageServer> {
  const icon = Buffer.from(await (await webRoutes().request('/favicon.svg')).arrayBuffer());
  let requests: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    requests.push(path);
    const page = pages[path.slice(1)];
    if (page === undefined) return response.writeHead(200, { 'Content-Type': 'image/svg+xml' }).end(icon);
    const { status, headers, body } = renderPage(page, chooseLanguage(request.headers['accept-language']));
    return response.writeHead(status, headers).end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  // Listening on a port, a server's address is never a path.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    takeRequests() {
      const taken = requests;
      requests = [];
      return taken;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
