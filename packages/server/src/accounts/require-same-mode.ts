import { AppError } from '../platform/http/app-error.ts';
import { FAILURES } from '../platform/http/kinds-of-failure.ts';
import { isLiveKind, type KeyKind } from './key-kind.ts';
import type { Principal } from './principal.ts';

/** A key makes keys of its own mode only. Throws `forbidden`. */
export function requireSameMode({ livemode }: Pick<Principal, 'livemode'>, kind: KeyKind): void {
  if (isLiveKind(kind) === livemode) return;
  const sentence = livemode
    ? 'A live key makes live keys only: make test keys with a test key, or on the command line.'
    : 'A test key makes test keys only: make live keys with a live key, or on the command line.';
  throw new AppError(FAILURES.forbidden, sentence);
}
