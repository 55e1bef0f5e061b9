import { findWorkspace } from '../accounts/index.ts';
import { AppError } from '../platform/http/app-error.ts';
import { FAILURES } from '../platform/http/kinds-of-failure.ts';
import type { PrivacyDeps } from './privacy-deps.ts';

/** Throws `invalid_request` unless `handle` is that of the workspace. Does not tell whether it is another's. */
export async function requireConfirmation(
  { db }: Pick<PrivacyDeps, 'db'>,
  workspaceId: string,
  handle: string,
): Promise<void> {
  const workspace = await findWorkspace({ db }, handle);
  if (workspace?.id === workspaceId) return;
  throw new AppError(FAILURES.invalid, 'The field "confirm" is not valid: it must be the handle of this workspace.');
}
