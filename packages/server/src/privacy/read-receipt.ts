import { AppError } from '../platform/http/app-error.ts';
import { FAILURES } from '../platform/http/kinds-of-failure.ts';
import { findErasure } from './erasures.store.ts';
import type { PrivacyDeps } from './privacy-deps.ts';
import { type Receipt, toReceipt } from './receipt.ts';

/** Throws `not_found`. */
export async function readReceipt({ db }: Pick<PrivacyDeps, 'db'>, id: string): Promise<Receipt> {
  const row = await findErasure(db, id);
  if (row === undefined) throw new AppError(FAILURES.notFound, 'There is no erasure with this id.');
  return toReceipt(row);
}
