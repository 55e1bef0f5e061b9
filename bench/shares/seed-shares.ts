import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createKey } from '../measure/proffer.ts';

/** A text of `bytes` bytes that looks like one. */
function textOf(bytes: number): string {
  return 'Something worth sharing with those who have the address. '.repeat(Math.ceil(bytes / 57)).slice(0, bytes);
}

/** A live key for the server over `dataDirectory`, made once. */
export function keyOf(dataDirectory: string): string {
  const file = join(dataDirectory, 'bench.key');
  if (!existsSync(file)) writeFileSync(file, createKey(dataDirectory).key);
  return readFileSync(file, 'utf8');
}

/** Makes `count` shares of `bytes` bytes through the API; their ids. */
export async function makeShares(url: string, key: string, count: number, bytes: number, maxViews: number | null) {
  const ids: string[] = [];
  for (let index = 0; index < count; index++) {
    const response = await fetch(`${url}/api/v1/share`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify({ content: { type: 'text', body: textOf(bytes) }, options: { maxViews } }),
    });
    // The documented answer.
    const { data } = (await response.json()) as { data: { id: string } };
    ids.push(data.id);
  }
  return ids;
}

/** Makes a link through the API; its path. */
export async function makeLink(url: string, key: string): Promise<string> {
  const response = await fetch(`${url}/v1/links`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ destination: 'https://example.com/landing' }),
  });
  // The documented answer.
  const { slug } = (await response.json()) as { slug: string };
  return `/${slug}`;
}
