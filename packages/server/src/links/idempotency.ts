import { createHash } from 'node:crypto';
import type { Scope } from '../accounts/index.ts';
import type { Sealer } from '../platform/crypto/seal.ts';
import type { Db } from '../platform/db/engine.ts';
import { isUniqueViolation } from '../platform/db/unique-violation.ts';
import { AppError } from '../platform/http/app-error.ts';
import { FAILURES } from '../platform/http/kinds-of-failure.ts';
import { findRememberedAnswer, forgetAnswers, rememberAnswer } from './idempotency.store.ts';
import type { Link } from './link.ts';
import { idempotencyKeyUnique } from './links.table.ts';

const IDEMPOTENCY_MS = 24 * 3_600_000;

/** A caller's promise that repeating this request means the same one. `request` is what must then be equal. */
export type Idempotency = { readonly key: string; readonly request: unknown };

const hashOf = (request: unknown): string => createHash('sha256').update(JSON.stringify(request)).digest('hex');
const placeOf = (scope: Scope, key: string) => ({
  table: 'idempotency_keys',
  column: 'response',
  row: `${scope.workspaceId}/${scope.livemode}/${key}`,
});

type Deps = { readonly db: Db; readonly sealer: Sealer };

/** The link that this request made before, if it did. Throws `conflict` when the key came with another request. */
export async function recallLink(
  { db, sealer }: Deps,
  scope: Scope,
  { key, request }: Idempotency,
  nowMs: number,
): Promise<Link | undefined> {
  const row = await findRememberedAnswer(db, scope, key, nowMs - IDEMPOTENCY_MS);
  if (row === undefined) return undefined;
  if (row.request_hash !== hashOf(request)) {
    throw new AppError(FAILURES.conflict, 'This "Idempotency-Key" was used with another request in the last 24 hours.');
  }
  // Sealed by `rememberLink` below, from a Link.
  return JSON.parse(sealer.open(row.response, placeOf(scope, key)).toString('utf8')) as Link;
}

/** Belongs into the transaction that makes the link, before the insert: the key then decides between parallel requests. */
export async function rememberLink(
  { db, sealer }: Deps,
  scope: Scope,
  { key, request }: Idempotency,
  link: Link,
): Promise<void> {
  const response = sealer.seal(JSON.stringify(link), placeOf(scope, key));
  const row = { request_hash: hashOf(request), response, created_at: link.createdAtMs };
  await rememberAnswer(db, scope, key, row, link.createdAtMs - IDEMPOTENCY_MS);
}

export const isKeyInUse = (error: unknown): boolean => isUniqueViolation(error, idempotencyKeyUnique);

export async function forgetOldAnswers(db: Db, nowMs: number): Promise<void> {
  await forgetAnswers(db, nowMs - IDEMPOTENCY_MS);
}
