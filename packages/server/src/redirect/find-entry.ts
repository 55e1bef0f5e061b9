import { openRedirectTarget, type RedirectRow, type RedirectSource } from '../links/index.ts';
import type { Sealer } from '../platform/crypto/seal.ts';
import type { RedirectCache } from './redirect-cache.ts';
import { RedirectEntry } from './redirect-entry.ts';

type Found = RedirectEntry | undefined;

export type FindEntry = (slug: string, nowMs: number) => Found | Promise<Found>;

type Deps = { readonly cache: RedirectCache; readonly source: RedirectSource; readonly sealer: Sealer };

/** Looks an address up in memory and then in the database; of many who ask at once for one address, one asks the database. */
export function createEntryFinder({ cache, source, sealer }: Deps): FindEntry {
  const asking = new Map<string, Promise<Found>>();

  const remember = (slug: string, row: RedirectRow | undefined, forgottenBefore: number, nowMs: number): Found => {
    const entry = row === undefined ? undefined : new RedirectEntry(openRedirectTarget(sealer, row));
    if (cache.forgotten === forgottenBefore) cache.remember(slug, entry, nowMs);
    return entry;
  };

  return (slug, nowMs) => {
    const known = cache.find(slug);
    if (known !== undefined || cache.isAbsent(slug, nowMs)) return known;
    const alreadyAsked = asking.get(slug);
    if (alreadyAsked !== undefined) return alreadyAsked;
    const forgottenBefore = cache.forgotten;
    const row = source.find({ domain: '', slug });
    if (!(row instanceof Promise)) return remember(slug, row, forgottenBefore, nowMs);
    const answer = row
      .then((found) => remember(slug, found, forgottenBefore, nowMs))
      .finally(() => asking.delete(slug));
    asking.set(slug, answer);
    return answer;
  };
}
