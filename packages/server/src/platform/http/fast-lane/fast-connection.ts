import type { Socket } from 'node:net';
import type { AnswerPlainRequest, PlainRequest } from './plain-request.ts';
import { readInto } from './read-into.ts';
import { readPlainRequest } from './read-plain-request.ts';

/** Answers that a client may leave us owing; it is not read on before they have left. */
const OWED_MAX = 128;

/** What the connections of one server share. */
export type Lane = {
  readonly answer: AnswerPlainRequest;
  readonly headEnding: () => string;
  /** Whether new requests are answered here and connections kept. */
  readonly isOpen: () => boolean;
  /** Takes the connection for good. */
  readonly handOver: (socket: Socket) => void;
  /** The connection has ended or was handed over. */
  readonly left: (connection: FastConnection) => void;
  /** Counts up while time goes by. */
  tick: number;
};

/** A connection whose requests so far were all plain and answered here, in their order. */
export class FastConnection {
  readonly #lane: Lane;
  readonly #socket: Socket;
  /** In the order of the requests; empty where one is owed. */
  #answers: string[] = [];
  #owed = 0;
  #hasAsked = false;
  #heardAt: number;
  /** What node:http is to read, once nothing is owed any more. */
  #rest: Buffer | undefined;
  /** The client sends nothing more. */
  #hasEnded = false;
  /** To be ended once nothing is owed any more. */
  #isLast = false;
  /** The connection is node:http's. */
  #hasLeft = false;

  constructor(lane: Lane, socket: Socket) {
    this.#lane = lane;
    this.#socket = socket;
    this.#heardAt = lane.tick;
    socket.on('end', this.#end).on('error', this.#fail).on('close', this.#close);
    if (readInto(socket, this.#take)) socket.resume();
    else socket.on('data', this.#read);
  }

  /** Ticks since the client was last heard of; 0 while it is owed an answer. */
  get quietFor(): number {
    return this.#owed > 0 ? 0 : this.#lane.tick - this.#heardAt;
  }

  /** Whether it has ever asked for anything. */
  get hasAsked(): boolean {
    return this.#hasAsked;
  }

  /** Ends the connection, at once or after the answers that are under way. */
  endWhenIdle(): void {
    if (this.#owed === 0) this.#socket.destroy();
    else this.#isLast = true;
  }

  destroy(): void {
    this.#socket.destroy();
  }

  /** Gives the connection to node:http, which reads `rest` first. */
  #leave(rest: Buffer): void {
    const socket = this.#socket;
    this.#lane.left(this);
    this.#hasLeft = true;
    socket.off('data', this.#read).off('end', this.#end).off('error', this.#fail).off('close', this.#close);
    this.#lane.handOver(socket);
    socket.unshift(rest);
    socket.resume();
  }

  /** The bytes are read over by those of the next connection. */
  readonly #take = (bytes: Buffer): boolean => {
    if (this.#hasLeft) return this.#socket.push(Buffer.from(bytes));
    this.#read(bytes);
    return true;
  };

  readonly #read = (chunk: Buffer): void => {
    this.#heardAt = this.#lane.tick;
    this.#hasAsked = true;
    const answered = this.#lane.isOpen() ? this.#answerPlain(chunk) : 0;
    if (answered === chunk.length) {
      if (this.#owed >= OWED_MAX) this.#socket.pause();
      return;
    }
    const rest = Buffer.from(chunk.subarray(answered));
    if (this.#owed === 0) this.#leave(rest);
    else {
      this.#rest = rest;
      this.#socket.pause();
    }
  };

  /** How many bytes of `chunk` are requests that are being answered here. */
  #answerPlain(chunk: Buffer): number {
    const text = chunk.toString('latin1');
    let at = 0;
    while (at < text.length) {
      const head = readPlainRequest(text, at);
      if (head === undefined) break;
      const { method, target, host, rawHeaders, end } = head;
      if (!this.#isAnswered({ method, target, host, rawHeaders, socket: this.#socket })) break;
      at = end;
    }
    return at;
  }

  #isAnswered(request: PlainRequest): boolean {
    const place = this.#answers.push('') - 1;
    this.#owed++;
    try {
      if (this.#lane.answer(request, (head, body) => this.#reply(place, head, body))) return true;
    } catch {
      // On the usual way the request meets the same failure, where it is logged and answered.
    }
    this.#answers.pop();
    this.#owed--;
    return false;
  }

  #reply(place: number, head: string, body = ''): void {
    this.#answers[place] = head + this.#lane.headEnding() + body;
    if (--this.#owed === 0) this.#send();
  }

  #send(): void {
    const socket = this.#socket;
    if (socket.destroyed) return;
    const isTaken = socket.write(this.#answers.join(''), 'latin1');
    this.#answers = [];
    if (this.#hasEnded) socket.end();
    else if (this.#rest !== undefined) this.#leave(this.#rest);
    else if (this.#isLast) socket.destroySoon();
    else if (!isTaken) this.#waitForReader();
    else if (socket.isPaused()) socket.resume();
  }

  #waitForReader(): void {
    this.#socket.pause();
    this.#socket.once('drain', () => this.#socket.resume());
  }

  /** The client will send nothing more. It still gets its answers; what it began and did not end is nobody's. */
  readonly #end = (): void => {
    this.#hasEnded = true;
    if (this.#owed === 0) this.#socket.end();
  };

  readonly #fail = (): void => {
    this.#socket.destroy();
  };

  readonly #close = (): void => {
    this.#lane.left(this);
  };
}
