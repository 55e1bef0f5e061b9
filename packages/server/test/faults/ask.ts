import { once } from 'node:events';
import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';

export type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: string };

export type Question = {
  readonly method?: string;
  readonly key?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Rejects when there is no answer until then. */
  readonly timeoutMs?: number;
};

const TIMEOUT_MS = 30_000;

/**
 * One request over a connection of its own: one that was kept from before would be a broken one after a kill. Redirects are
 * answers, not followed.
 */
export async function ask(url: string, question: Question = {}): Promise<Answer> {
  const { method = 'GET', key, body, headers = {}, timeoutMs = TIMEOUT_MS } = question;
  const outgoing = request(url, { method, agent: false, headers, signal: AbortSignal.timeout(timeoutMs) });
  if (key !== undefined) outgoing.setHeader('authorization', `Bearer ${key}`);
  if (body !== undefined) outgoing.setHeader('content-type', 'application/json');
  outgoing.end(body === undefined ? undefined : JSON.stringify(body));
  // The event "response" comes with this.
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  return { status: response.statusCode ?? 0, headers: response.headers, body: await text(response) };
}
