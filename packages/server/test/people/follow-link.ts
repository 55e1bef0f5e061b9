import { expect } from 'vitest';
import type { Browserless } from './browserless.ts';

/** Limits that no test meets by chance. */
export const PLENTY = '{"links.api":["1000000/s"],"people.sign-in":["1000000/s"]}';

/** Opens the link of a mail and presses its button. */
export async function followLink(visitor: Browserless, address: string) {
  const { pathname, search, searchParams } = new URL(address);
  const page = await visitor.get(pathname + search);
  expect(page.status).toBe(200);
  return visitor.post(pathname, { token: searchParams.get('token') ?? '', next: searchParams.get('next') ?? '' });
}
