import { randomInt } from 'node:crypto';
import { isHandle } from '../handle.ts';

const LENGTH_MAX = 26;

/** A username to begin with, out of what stands before the @; whoever has it can choose another. `attempt` counts from 0. */
export function suggestHandle(email: string, attempt: number): string {
  const base = email
    .slice(0, email.lastIndexOf('@'))
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LENGTH_MAX)
    .replace(/^-+|-+$/g, '');
  const name = base.length < 3 ? 'person' : base;
  const handle = attempt === 0 ? name : `${name}-${randomInt(10 ** Math.min(attempt + 1, 5))}`;
  return isHandle(handle) ? handle : `${name}-${randomInt(100_000)}`;
}
