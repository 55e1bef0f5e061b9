import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { ServerProcess } from '../harness/server-process.ts';
import { type Answer, ask, type Question } from './ask.ts';

const wireLink = z.object({ id: z.string(), slug: z.string(), destination: z.string(), clicks: z.int() });
const wireList = z.object({ data: z.array(wireLink), pagination: z.object({ has_more: z.boolean() }) });

export type WireLink = z.infer<typeof wireLink>;

const PAGE = 100;
const PATIENCE_MS = 110_000;
const ATTEMPTS_MAX = 5;

/** Limits that these tests never meet, and a log of what matters to them. */
export const PLENTY = {
  PROFFER_LOG_LEVEL: 'warn',
  PROFFER_LIMITS: '{"links.api":["1000000/s"],"redirect.miss":["1000000/s"]}',
};

/** `answer` as JSON, when it has this status. */
export function expectJson<T>(answer: Answer, status: number, schema: z.ZodType<T>): T {
  if (answer.status !== status) throw new Error(`answered ${answer.status}, not ${status}: ${answer.body}`);
  return schema.parse(JSON.parse(answer.body));
}

/** The links of one server, as the holder of `key` sees them. */
export class LinksApi {
  readonly #url: string;
  readonly #key: string;

  constructor({ url }: Pick<ServerProcess, 'url'>, key: string) {
    this.#url = url;
    this.#key = key;
  }

  ask(path: string, question: Question = {}): Promise<Answer> {
    return ask(`${this.#url}${path}`, { key: this.#key, ...question });
  }

  async create(body: Readonly<Record<string, unknown>> = {}): Promise<WireLink> {
    const destination = 'https://destination.example/';
    return expectJson(await this.ask('/v1/links', { method: 'POST', body: { destination, ...body } }), 201, wireLink);
  }

  /** As many new links, each with its own destination. */
  async createMany(count: number): Promise<WireLink[]> {
    const links: WireLink[] = [];
    for (let number = 0; number < count; number++) {
      links.push(await this.create({ destination: `https://destination.example/${number}` }));
    }
    return links;
  }

  async read(id: string): Promise<WireLink> {
    return expectJson(await this.ask(`/v1/links/${id}`), 200, wireLink);
  }

  /** Counts wait for clicks to be written, and are refused when those do not get on: then again, as such an answer asks for. */
  async #askPatiently(path: string): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      const answer = await this.ask(path, { timeoutMs: PATIENCE_MS });
      if (answer.status !== 503 || attempt === ATTEMPTS_MAX) return answer;
      await wait(Number(answer.headers['retry-after']) * 1_000);
    }
  }

  /** The clicks of every link, by slug, as of now. */
  async clicks(): Promise<Map<string, number>> {
    const clicks = new Map<string, number>();
    for (let offset = 0; ; offset += PAGE) {
      const answer = await this.#askPatiently(`/v1/links?limit=${PAGE}&offset=${offset}`);
      const { data, pagination } = expectJson(answer, 200, wireList);
      for (const link of data) clicks.set(link.slug, link.clicks);
      if (!pagination.has_more) return clicks;
    }
  }
}
