import { OpenAPIHono } from '@hono/zod-openapi';
import type { Env } from 'hono';
import type { z } from 'zod';
import { AppError } from './app-error.ts';
import { FAILURES } from './kinds-of-failure.ts';

type Issue = z.core.$ZodIssue;

function fieldOf(issue: Issue): string {
  return issue.path.map(String).join('.');
}

function sentence(issue: Issue): string {
  if (issue.code === 'unrecognized_keys') {
    const parent = fieldOf(issue);
    const names = issue.keys.map((key) => `"${parent === '' ? '' : `${parent}.`}${key}"`).join(', ');
    return `${issue.keys.length === 1 ? 'The field' : 'The fields'} ${names} ${issue.keys.length === 1 ? 'is' : 'are'} not known.`;
  }
  const field = fieldOf(issue);
  const text = issue.message.replace(/\.$/, '');
  return field === '' ? `The request is not valid: ${text}.` : `The field "${field}" is not valid: ${text}.`;
}

/** One sentence for each thing that is wrong, so that a caller mends them all at once. */
export function describeIssues(issues: readonly Issue[]): string {
  return issues.slice(0, 10).map(sentence).join(' ');
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
