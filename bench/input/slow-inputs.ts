import { SLOW_DOCUMENTS } from '../../packages/server/test/slow-input/documents.ts';
import { SLOW_SHARE_BODIES } from '../../packages/server/test/slow-input/share-bodies.ts';
import { SLOW_TEXTS } from '../../packages/server/test/slow-input/texts.ts';
import { createKey } from '../measure/proffer.ts';

/** `prepare` makes what only `ask` is measured with; each round is another, because answers are remembered. */
export type SlowInput = {
  readonly name: string;
  prepare?(round: number): Promise<string>;
  ask(prepared: string): Promise<Response>;
};

/** What a server over `dataDirectory`, not started yet, is going to be asked at `url`. The first is what anybody sends. */
export function listSlowInputs(url: string, dataDirectory: string): SlowInput[] {
  const shareKey = createKey(dataDirectory).key;
  const pageKey = createKey(dataDirectory, 'personal').key;
  const post = (path: string, key: string, type: string, body: string) =>
    fetch(`${url}${path}`, { method: 'POST', headers: { Authorization: `Bearer ${key}`, 'Content-Type': type }, body });
  const share = (body: string) => post('/api/v1/share', shareKey, 'application/json', body);
  return [
    ...SLOW_TEXTS.map(([what, text]) => ({
      name: `text: ${what}`,
      async prepare(round: number) {
        // Shorter at the end: what it is, such as a block of code, is said at the beginning.
        const body = text.slice(0, text.length - round);
        const made = await share(JSON.stringify({ content: { type: 'text', body } }));
        // The documented answer.
        return ((await made.json()) as { data: { url: string } }).data.url;
      },
      ask: (address: string) => fetch(address, { headers: { Accept: 'text/html' } }),
    })),
    ...SLOW_SHARE_BODIES.map(([what, body]) => ({ name: `share: ${what}`, ask: () => share(body) })),
    ...SLOW_DOCUMENTS.map(([what, html]) => ({
      name: `page: ${what}`,
      ask: () => post('/api/v1/pages', pageKey, 'text/html', html),
    })),
  ];
}
