import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';

// The peer that is sent webhooks, in a process of its own. `/hang` never answers; `GET /arrivals` shows what came to the others.

type Sent = { readonly id: string; readonly created_at: string };

/** The first time that an event came to a path: how long after its change, and when. */
type Arrival = { readonly lagMs: number; readonly atMs: number };

const arrivals = new Map<string, Arrival>();

const server = createServer(async (request, response) => {
  if (request.method === 'GET') {
    response.end(JSON.stringify(request.url === '/arrivals' ? [...arrivals.values()] : arrivals.size));
    return;
  }
  // What Proffer documents that it sends.
  const { id, created_at } = (await json(request)) as Sent;
  if (request.url === '/hang') return;
  const atMs = Date.now();
  const name = `${request.url} ${id}`;
  if (!arrivals.has(name)) arrivals.set(name, { lagMs: atMs - Date.parse(created_at), atMs });
  response.writeHead(204).end();
});
server.listen(Number(process.env.PORT), '127.0.0.1');
process.once('SIGTERM', () => process.exit(0));
