import { AppError } from '../../platform/http/app-error.ts';
import { FAILURES } from '../../platform/http/kinds-of-failure.ts';

const JSON_CHARACTERS_MAX = 128 * 1024;
const DEPTH_MAX = 32;

const invalid = (why: string, cause?: unknown) =>
  new AppError(FAILURES.invalid, `The field "content.body" is not valid: ${why}.`, { cause });

/** Level by level, because what is nested deeply enough ends a function that calls itself. */
function isDeep(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; depth <= DEPTH_MAX; depth++) {
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []));
    if (level.length === 0) return false;
  }
  return true;
}

function parseJson(text: string): unknown {
  if (text.length > JSON_CHARACTERS_MAX) throw invalid('it is longer than 128 KiB');
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw invalid('it must be an object or its JSON', cause);
  }
}

/** What an interactive body says, given as an object or as its JSON. Bounded, so that everything behind may recurse. */
export function readBody(body: unknown): unknown {
  const value = typeof body === 'string' ? parseJson(body) : body;
  if (isDeep(value)) throw invalid(`it is nested more than ${DEPTH_MAX} levels deep`);
  if (typeof body !== 'string' && JSON.stringify(body ?? null).length > JSON_CHARACTERS_MAX) {
    throw invalid('it is longer than 128 KiB');
  }
  return value;
}
