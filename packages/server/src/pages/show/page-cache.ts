import { LRUCache } from 'lru-cache';
import { type PageAddress, pathOf } from './page-address.ts';
import { type ShownPage, sizeOf } from './shown-page.ts';

/** The public pages that this process remembers, within a number of bytes; the least recently shown is forgotten first. */
export function createPageCache(bytesMax: number) {
  const pathById = new Map<string, string>();
  const pages = new LRUCache<string, ShownPage>({
    maxSize: bytesMax,
    sizeCalculation: sizeOf,
    dispose: ({ pageId }, path) => {
      if (pathById.get(pageId) === path) pathById.delete(pageId);
    },
  });
  let forgotten = 0;

  return {
    find: (path: string): ShownPage | undefined => pages.get(path),
    /** Again for one that grew: the size is taken anew. */
    remember(address: PageAddress, page: ShownPage): void {
      const path = pathOf(address);
      // Setting what is there already would not take its size anew.
      pages.delete(path);
      pages.set(path, page);
      if (pages.has(path)) pathById.set(page.pageId, path);
    },
    isRemembered: (address: PageAddress, page: ShownPage): boolean => pages.peek(pathOf(address)) === page,
    forget(pageId: string): void {
      forgotten++;
      const path = pathById.get(pageId);
      if (path !== undefined) pages.delete(path);
    },
    forgetAll(): void {
      forgotten++;
      pages.clear();
      pathById.clear();
    },
    /** Grows when anything is forgotten. What was read before that may be stale and is not worth keeping. */
    get forgotten(): number {
      return forgotten;
    },
    get bytes(): number {
      return pages.calculatedSize;
    },
  };
}
