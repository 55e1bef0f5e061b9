import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { createLruCache } from '../../platform/lru-cache.ts';
import { createMarkdownProcess } from './markdown-process.ts';
import type { RenderAnswer, RenderQuestion } from './markdown-thread.ts';

/**
 * Text for people as HTML in UTF-8: as Markdown, or as it is when that would take too long or leave something out. Nothing of it
 * is done on the thread that answers, where a megabyte to be escaped would hold up every redirect.
 */
export type TextRenderer = {
  /** `keep`: others are going to read the same. */
  render(text: string, options: { readonly keep: boolean }): Promise<Uint8Array>;
  close(): Promise<void>;
};

/** Two chapters of a book; what is longer is data more often than prose. */
const CHARACTERS_MAX = 100_000;
const KEPT_BYTES_MAX = 16_000_000;

const digest = (text: string) => createHash('sha256').update(text).digest('base64');

export function createTextRenderer(): TextRenderer {
  const renderer = createMarkdownProcess();
  const kept = new LRUCache<string, Uint8Array>({
    maxSize: KEPT_BYTES_MAX,
    sizeCalculation: ({ length }) => length + 100,
  });
  // Whoever finds a text that takes too long could ask for it again and again.
  const tooMuch = createLruCache<string, true>(10_000);
  let last: Promise<unknown> = Promise.resolve();

  /** One after the other: the process may be ended over one, and that is no other's fault. */
  function inTurn(question: RenderQuestion): Promise<RenderAnswer | undefined> {
    const turn = last.then(() => renderer.render(question));
    last = turn.catch(() => {});
    return turn;
  }

  async function renderAnew(text: string, key: string): Promise<Uint8Array> {
    const as = text.length > CHARACTERS_MAX || tooMuch.has(key) ? 'plain' : 'markdown';
    const answer = await inTurn({ text, as });
    if (answer?.as !== 'markdown') tooMuch.set(key, true);
    if (answer !== undefined) return answer.bytes;
    const plain = await inTurn({ text, as: 'plain' });
    if (plain === undefined) throw new Error('a text could not be escaped');
    return plain.bytes;
  }

  return {
    async render(text, { keep }) {
      const key = digest(text);
      const known = kept.get(key);
      if (known !== undefined) return known;
      const rendered = await renderAnew(text, key);
      if (keep) kept.set(key, rendered);
      return rendered;
    },
    close: () => renderer.close(),
  };
}
