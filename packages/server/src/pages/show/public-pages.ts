import type { AddressedPage } from '../find-page-by-address.ts';
import { readPageBytes } from '../read-page-bytes.ts';
import { type PageAddress, pathOf } from './page-address.ts';
import { createPageCache } from './page-cache.ts';
import type { PageShowDeps } from './page-show-deps.ts';
import { type ShownPage, toShownPage } from './shown-page.ts';

type Reading = { readonly page: Promise<ShownPage | undefined>; readonly forgottenBefore: number };

/** The public pages in memory, and how they get there. */
export function createPublicPages(deps: Pick<PageShowDeps, 'db' | 'blobs' | 'cacheBytesMax'>) {
  const cache = createPageCache(deps.cacheBytesMax);
  const readings = new Map<string, Reading>();

  const read = async (address: PageAddress, found: AddressedPage, forgottenBefore: number) => {
    const content = await readPageBytes(deps, found.page, found.page.version);
    // Deleted since it was found.
    if (content === undefined) return undefined;
    const shown = toShownPage({ ...found, current: content.version }, content.bytes, true);
    if (cache.forgotten === forgottenBefore) cache.remember(address, shown);
    return shown;
  };

  return {
    find: (path: string): ShownPage | undefined => cache.find(path),

    /** `forgottenBefore`: `forgotten` as it was before the page was looked up. Of many who ask at once, one reads the bytes. */
    load(address: PageAddress, found: AddressedPage, forgottenBefore: number): Promise<ShownPage | undefined> {
      const key = `${pathOf(address)}@${found.page.version}`;
      const reading = readings.get(key);
      if (reading?.forgottenBefore === forgottenBefore) return reading.page;
      const page = read(address, found, forgottenBefore).finally(() => {
        if (readings.get(key)?.page === page) readings.delete(key);
      });
      readings.set(key, { page, forgottenBefore });
      return page;
    },

    /** Another form of a remembered page was made: it takes more room now. */
    noteGrowth(address: PageAddress, shown: ShownPage): void {
      if (cache.isRemembered(address, shown)) cache.remember(address, shown);
    },

    get forgotten(): number {
      return cache.forgotten;
    },
    forget: cache.forget,
    forgetAll: cache.forgetAll,
    get bytes(): number {
      return cache.bytes;
    },
  };
}
