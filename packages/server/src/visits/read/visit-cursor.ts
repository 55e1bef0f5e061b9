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

/** Throws `invalid_request` for a cursor that `formatCursor` did not make for this subject. */
export function parseCursor(subjectId: string, cursor: string): VisitPosition {
  const [at = '', ordinal = '', check] = cursor.split('.');
  if (check !== checkOf(subjectId, `${at}.${ordinal}`)) {
    throw new AppError(FAILURES.invalid, 'cursor must be the next_cursor of the page before, of the same list.');
  }
  return { atMs: Number.parseInt(at, 36), ordinal: Number.parseInt(ordinal, 36) };
}
