import { isUuid } from '../../platform/ids.ts';
import { findPageByAddress } from '../find-page-by-address.ts';
import type { PageDeps } from '../page-deps.ts';
import { parsePageTarget } from '../show/page-address.ts';
import { findAnyPage } from './reports.store.ts';

/** The id of the page that an operator names by its id, its path or its whole address; undefined when there is none. */
export async function findAnyPageId(deps: Pick<PageDeps, 'db' | 'sealer'>, name: string): Promise<string | undefined> {
  if (isUuid(name)) return (await findAnyPage(deps.db, name))?.id;
  const address = parsePageTarget(URL.parse(name)?.pathname ?? name);
  return address && (await findPageByAddress(deps, address))?.page.id;
}
