import { announceChange } from '../platform/changes/announce-change.ts';
import type { Db } from '../platform/db/engine.ts';

/** Tells every node to forget what it remembers of a page. Last in the transaction that changes or removes it. */
export function announcePageChange(db: Db, pageId: string): Promise<void> {
  return announceChange(db, `page:${pageId}`);
}

/** The page that the subject of a change names. */
export function parsePageSubject(subject: string): string | undefined {
  return /^page:(.+)$/.exec(subject)?.[1];
}
