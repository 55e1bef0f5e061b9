import { setTimeout as wait } from 'node:timers/promises';

async function post(url: string, key: string, body: unknown): Promise<void> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  const text = await response.text();
  if (response.status !== 201) throw new Error(`${url} answered ${response.status}: ${text}`);
}

/** A webhook for each of `targets`. */
export async function makeWebhooks(url: string, key: string, targets: readonly string[]): Promise<void> {
  for (const target of targets) await post(`${url}/v1/webhooks`, key, { url: target, events: ['link.created'] });
}

/** Makes `count` links, so many a second; 0: one after the other. */
export async function makeChanges(url: string, key: string, count: number, perSecond: number): Promise<void> {
  const startedMs = performance.now();
  for (let index = 0; index < count; index++) {
    if (perSecond > 0) await wait(Math.max(0, startedMs + (index * 1_000) / perSecond - performance.now()));
    await post(`${url}/v1/links`, key, { destination: `https://example.com/${index}` });
  }
}
