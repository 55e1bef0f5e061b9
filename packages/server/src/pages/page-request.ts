import type { Context } from 'hono';
import { type ApiEnv, callerOf } from '../accounts/index.ts';
import type { Listed } from './list-pages.ts';
import type { Asker } from './page-access.ts';

export const LIST_LIMIT_DEFAULT = 50;

export function askerOf(c: Context<ApiEnv>): Asker {
  return { principal: c.get('principal'), caller: callerOf(c) };
}

/** A list in the envelope of the source. */
export function presentList<Item, Presented>({ items, nextCursor }: Listed<Item>, present: (item: Item) => Presented) {
  return { data: items.map(present), pagination: { next_cursor: nextCursor, has_more: nextCursor !== null } };
}
