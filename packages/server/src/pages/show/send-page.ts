import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PageMode } from '../page.ts';
import { answerContent, type ContentAnswer } from './content-answer.ts';
import { contentSecurityPolicy, GUARDS } from './content-headers.ts';
import type { PageRequest } from './page-request.ts';
import type { PageShowDeps } from './page-show-deps.ts';
import { bodyOf, bytesOf, type ShownPage } from './shown-page.ts';

export type SendPage = (
  request: IncomingMessage,
  response: ServerResponse,
  asked: PageRequest,
  shown: ShownPage,
  onGrowth: () => void,
) => void | Promise<void>;

type Deps = Pick<PageShowDeps, 'journal' | 'clock' | 'metrics' | 'identifyVisitor' | 'clientAddress' | 'nextRequestId'>;

/** `frameAncestors`: who may show a page in a frame. */
export function createSendPage(deps: Deps, frameAncestors: string): SendPage {
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
    request: IncomingMessage,
    { userAgent, referrer, intent }: PageRequest,
    pageId: string,
    answered: () => void,
  ) => {
    const atMs = deps.clock.now();
    const { address, visitor } = deps.identifyVisitor(request.socket, deps.clientAddress(request), userAgent, atMs);
    deps.journal.append({ subjectId: pageId, atMs, intent, address, visitor, userAgent, referrer }, answered);
  };

  return (request, response, asked, shown, onGrowth) => {
    const answer = answerContent(shown, asked);
    const send = (bytes: Buffer): void => {
      const answered = () => leave(response, asked.isHead, shown, answer, bytes);
      // HEAD is answered alike, and is nobody's view.
      if (asked.isHead || !answer.isView) answered();
      else count(request, asked, shown.pageId, answered);
    };
    const bytes = bytesOf(shown, answer.part === undefined ? 'identity' : answer.encoding, onGrowth);
    return bytes instanceof Promise ? bytes.then(send) : send(bytes);
  };
}
