import { OpenAPIHono } from '@hono/zod-openapi';
import type { Env } from 'hono';
import type { z } from 'zod';
import { AppError } from './app-error.ts';
import { FAILURES } from './kinds-of-failure.ts';

type Issue = z.core.$ZodIssue;

// Names may come from the caller: what is sent back of them must not grow with what was sent.
const NAMED_MAX = 10;
const NAME_CHARACTERS_MAX = 100;

function nameOf(path: readonly PropertyKey[]): string {
  const name = path.map(String).join('.');
  return name.length > NAME_CHARACTERS_MAX ? `${name.slice(0, NAME_CHARACTERS_MAX).toWellFormed()}…` : name;
}

function describeUnknown(path: readonly PropertyKey[], keys: readonly string[]): string {
  const names = keys.slice(0, NAMED_MAX).map((key) => `"${nameOf([...path, key])}"`);
  if (keys.length > NAMED_MAX) names.push(`and ${keys.length - NAMED_MAX} more`);
  return keys.length === 1 ? `The field ${names} is not known.` : `The fields ${names.join(', ')} are not known.`;
}

const ARTICLES: Readonly<Record<string, string>> = { object: 'an object', array: 'a list', int: 'a whole number' };

function describe(issue: Issue): string {
  if (issue.code !== 'invalid_type' || !issue.message.startsWith('Invalid input')) return issue.message;
  if (issue.message.endsWith('received undefined')) return 'it is missing';
  return `it must be ${ARTICLES[issue.expected] ?? `a ${issue.expected}`}`;
}

function sentence(issue: Issue): string {
  if (issue.code === 'unrecognized_keys') return describeUnknown(issue.path, issue.keys);
  const field = nameOf(issue.path);
  const text = describe(issue).replace(/\.$/, '');
  return field === '' ? `The request is not valid: ${text}.` : `The field "${field}" is not valid: ${text}.`;
}

/** One sentence for each thing that is wrong, so that a caller mends them all at once. */
export function describeIssues(issues: readonly Issue[]): string {
  return issues.slice(0, NAMED_MAX).map(sentence).join(' ');
}

/** An API app whose schemas refuse bad input with `invalid_request` and a sentence naming each field. */
export function createApi<E extends Env>(): OpenAPIHono<E> {
  return new OpenAPIHono<E>({
    defaultHook: (result) => {
      if (!result.success)
        throw new AppError(FAILURES.invalid, describeIssues(result.error.issues), { cause: result.error });
    },
  });
}
