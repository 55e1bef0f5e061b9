import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PlainRequest } from '../../platform/http/fast-lane/plain-request.ts';
import type { Asking } from '../../platform/net/client-address.ts';
import type { PageMode } from '../page.ts';
import { answerContent, type ContentAnswer } from './content-answer.ts';
import { contentSecurityPolicy, GUARDS } from './content-headers.ts';
import type { PageRequest } from './page-request.ts';
import type { PageShowDeps } from './page-show-deps.ts';
import { bodyOf, bytesOf, readyText, type ShownPage } from './shown-page.ts';

type Deps = Pick<PageShowDeps, 'countVisit' | 'clock' | 'metrics' | 'clientAddress' | 'nextRequestId'>;

/** Header names and values by turns, as lines. Nothing is checked here: all of it is made by this server. */
function toLines(headers: readonly string[]): string {
  let lines = '';
  for (let index = 0; index + 1 < headers.length; index += 2) lines += `${headers[index]}: ${headers[index + 1]}\r\n`;
  return lines;
}

/** `frameAncestors`: who may show a page in a frame. */
export function createSendPage(deps: Deps, frameAncestors: string) {
  const guard = (mode: PageMode) => [
    'Content-Security-Policy',
    contentSecurityPolicy(mode, frameAncestors),
    ...GUARDS.flat(),
  ];
  const guards = { static: guard('static'), interactive: guard('interactive') };

  const leave = (response: ServerResponse, isHead: boolean, shown: ShownPage, answer: ContentAnswer, bytes: Buffer) => {
    deps.metrics.page('shown');
    const { part, status } = answer;
    const headers = [...answer.headers, ...guards[shown.mode], 'X-Request-Id', deps.nextRequestId()];
    if (part === undefined) {
      response.writeHead(status, headers).end();
      return;
    }
    const body = part === 'all' ? bodyOf(shown, answer.encoding, bytes) : bytes.subarray(part.first, part.last + 1);
    headers.push('Content-Length', String(body.length));
    response.writeHead(status, headers);
    if (isHead) response.end();
    else if (typeof body === 'string') response.end(body, 'latin1');
    else response.end(body);
  };

  const count = (
    request: Asking,
    { userAgent, referrer, intent, asksForPrivacy }: PageRequest,
    pageId: string,
    answered: () => void,
  ) => {
    const client = { connection: request.socket, clientAddress: deps.clientAddress(request) };
    const headers = { userAgent, referrer, intent, asksForPrivacy };
    deps.countVisit({ subjectId: pageId, atMs: deps.clock.now(), ...client, ...headers }, answered);
  };

  const headOf = (shown: ShownPage, { encoding, headers }: ContentAnswer): string => {
    shown.heads[encoding] ??= `HTTP/1.1 200 OK\r\n${toLines([...headers, ...guards[shown.mode]])}`;
    return shown.heads[encoding];
  };

  return {
    /** Answers by node:http, with whatever is asked for. `onGrowth` hears of a form that was not there. */
    sendPage(
      request: IncomingMessage,
      response: ServerResponse,
      asked: PageRequest,
      shown: ShownPage,
      onGrowth: () => void,
    ): void | Promise<void> {
      const answer = answerContent(shown, asked);
      const send = (bytes: Buffer): void => {
        const answered = () => leave(response, asked.isHead, shown, answer, bytes);
        // HEAD is answered alike, and is nobody's view.
        if (asked.isHead || !answer.isView) answered();
        else count(request, asked, shown.pageId, answered);
      };
      const bytes = bytesOf(shown, answer.part === undefined ? 'identity' : answer.encoding, onGrowth);
      return bytes instanceof Promise ? bytes.then(send) : send(bytes);
    },

    /** Answers before node:http with the whole page, where that is asked for and ready; else says false. */
    sendPlain(
      get: PlainRequest,
      asked: PageRequest,
      shown: ShownPage,
      reply: (head: string, body: string) => void,
    ): boolean {
      if (asked.isServiceWorker) return false;
      const answer = answerContent(shown, asked);
      const body = answer.status === 200 ? readyText(shown, answer.encoding) : undefined;
      if (body === undefined) return false;
      count(get, asked, shown.pageId, () => {
        deps.metrics.page('shown');
        const last = `X-Request-Id: ${deps.nextRequestId()}\r\nContent-Length: ${body.length}\r\n`;
        reply(headOf(shown, answer) + last, body);
      });
      return true;
    },
  };
}
