import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { Html, html } from '../html.ts';
import { createMarkdownThread } from './markdown-thread.ts';

/** Text for people: as Markdown, or as it is when that would take too long or leave something out. */
export type TextRenderer = {
  /** `keep`: others are going to read the same. */
  render(text: string, options: { readonly keep: boolean }): Promise<Html>;
  close(): Promise<void>;
};

/** Two chapters of a book; what is longer is data more often than prose. */
const CHARACTERS_MAX = 100_000;
const WAITING_MAX = 50;
const RENDERED_CHARACTERS_MAX = 2_000_000;
const KEPT_CHARACTERS_MAX = 8_000_000;

const digest = (text: string) => createHash('sha256').update(text).digest('base64');

const plain = (text: string): Html => html`<div class="plain" tabindex="0">${text}</div>`;

export function createTextRenderer(): TextRenderer {
  const thread = createMarkdownThread();
  const kept = new LRUCache<string, Html>({
    maxSize: KEPT_CHARACTERS_MAX,
    sizeCalculation: ({ text }) => text.length + 100,
  });
  // Whoever finds a text that takes too long could ask for it again and again.
  const tooMuch = new LRUCache<string, true>({ max: 10_000 });
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  async function renderNext(text: string, key: string): Promise<Html | undefined> {
    const rendered = await thread.render(text);
    if (rendered !== undefined && rendered.length <= RENDERED_CHARACTERS_MAX) return new Html(rendered);
    tooMuch.set(key, true);
    return undefined;
  }

  return {
    async render(text, { keep }) {
      if (text.length > CHARACTERS_MAX) return plain(text);
      const key = digest(text);
      const known = kept.get(key);
      if (known !== undefined) return known;
      if (tooMuch.has(key) || waiting >= WAITING_MAX) return plain(text);
      waiting++;
      const turn = last.then(() => renderNext(text, key));
      last = turn.finally(() => waiting--).catch(() => {});
      const rendered = await turn;
      if (rendered !== undefined && keep) kept.set(key, rendered);
      return rendered ?? plain(text);
    },
    close: () => thread.close(),
  };
}
