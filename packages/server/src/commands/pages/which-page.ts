import { findAnyPageId } from '../../pages/index.ts';
import { AppError } from '../../platform/http/app-error.ts';
import { FAILURES } from '../../platform/http/kinds-of-failure.ts';
import type { Store } from '../command.ts';

/** The id of the page that the operator named. */
export async function requirePageId(store: Store, name: string): Promise<string> {
  const id = await findAnyPageId(store, name);
  if (id === undefined) throw new AppError(FAILURES.notFound, `There is no page "${name}".`);
  return id;
}
