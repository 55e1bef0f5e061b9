import type { Socket } from 'node:net';

/** A whole GET or HEAD without a body, on a connection that stays. What `IncomingMessage` has, too, is the same as there. */
export type PlainRequest = {
  readonly method: 'GET' | 'HEAD';
  readonly target: string;
  /** The header as it came. */
  readonly host: string;
  /** Names and values by turns, as they came. */
  readonly rawHeaders: readonly string[];
  readonly socket: Socket;
};

/**
 * Says true when it answers, and then calls `reply` once, soon, with the status line and the headers of its answer, each line with its
 * end, and with the body, one character a byte; to a HEAD none. Says false or throws, having done nothing, for what node:http is to answer.
 */
export type AnswerPlainRequest = (request: PlainRequest, reply: (head: string, body?: string) => void) => boolean;
