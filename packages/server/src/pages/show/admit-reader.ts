import { type AddressedPage, findPageByAddress } from '../find-page-by-address.ts';
import { mayRead, type Reader } from '../may-read.ts';
import type { Page } from '../page.ts';
import type { PageAddress } from './page-address.ts';
import type { PageShowDeps } from './page-show-deps.ts';

/** Whether somebody is shown a page. Of a stranger it is not told whether there is one. */
export type Admission =
  | { readonly kind: 'everybody'; readonly found: AddressedPage }
  | { readonly kind: 'reader'; readonly found: AddressedPage; readonly reader: Reader }
  | { readonly kind: 'stranger'; readonly reader: Reader | undefined };

type Deps = Pick<PageShowDeps, 'db' | 'sealer' | 'keyring' | 'clock' | 'roleOf' | 'publicPages'>;

/** Where public pages are forbidden, those that are public by their owner's word are private. */
export function allowedVisibility<P extends Pick<Page, 'visibility'>>(
  page: P,
  { publicPages }: Pick<Deps, 'publicPages'>,
): P {
  return page.visibility === 'public' && !publicPages ? { ...page, visibility: 'private' } : page;
}

export function isForEverybody(
  page: Pick<Page, 'visibility' | 'takenDownAtMs'>,
  deps: Pick<Deps, 'publicPages'>,
): boolean {
  return allowedVisibility(page, deps).visibility === 'public' && page.takenDownAtMs === null;
}

/** `identify` is asked for everything but public pages, so that a page that is not there takes as long as a private one. */
export async function admitReader(
  deps: Deps,
  address: PageAddress,
  identify: () => Promise<Reader | undefined>,
): Promise<Admission> {
  const found = await findPageByAddress(deps, address);
  if (found !== undefined && isForEverybody(found.page, deps)) return { kind: 'everybody', found };
  const reader = await identify();
  if (found === undefined || reader === undefined) return { kind: 'stranger', reader };
  return (await mayRead(deps, allowedVisibility(found.page, deps), reader))
    ? { kind: 'reader', found, reader }
    : { kind: 'stranger', reader };
}
