import { hash } from 'node:crypto';
import { AppError } from '../../platform/http/app-error.ts';
import { FAILURES } from '../../platform/http/kinds-of-failure.ts';

/** The visit that a page ended with; the next one begins behind it. */
export type VisitPosition = { readonly atMs: number; readonly ordinal: number };

const CHECK_CHARACTERS = 12;

/** Binds a cursor to its subject, and shows when it was not written here. Not a secret: what it guards is the caller's own. */
const checkOf = (subjectId: string, position: string): string =>
  hash('sha256', `${subjectId}\n${position}`, 'base64url').slice(0, CHECK_CHARACTERS);

export function formatCursor(subjectId: string, { atMs, ordinal }: VisitPosition): string {
  const position = `${atMs.toString(36)}.${ordinal.toString(36)}`;
  return `${position}.${checkOf(subjectId, position)}`;
}

// Both numbers fit into what a database counts with, also when somebody computed the check for others.
const CURSOR = /^([0-9a-z]{1,11})\.([0-9a-z]{1,11})\.([\w-]+)$/;

const INVALID =
  'The field "cursor" is not valid: it must be the "next_cursor" of the page before, and that of the same list.';

/** Throws `invalid_request` for a cursor that `formatCursor` did not make for this subject. */
export function parseCursor(subjectId: string, cursor: string): VisitPosition {
  const [, at = '', ordinal = '', check] = CURSOR.exec(cursor) ?? [];
  if (check !== checkOf(subjectId, `${at}.${ordinal}`)) throw new AppError(FAILURES.invalid, INVALID);
  return { atMs: Number.parseInt(at, 36), ordinal: Number.parseInt(ordinal, 36) };
}
