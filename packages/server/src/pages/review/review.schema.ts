import { z } from 'zod';
import { describeIssues } from '../../platform/http/api.ts';
import { AppError } from '../../platform/http/app-error.ts';
import { FAILURES } from '../../platform/http/kinds-of-failure.ts';
import { addCommentBody } from '../comments/page-comments.schema.ts';
import { VIEWS } from './compare-versions.ts';
import type { Question } from './look-at-review.ts';

const version = z
  .string()
  .regex(/^[1-9]\d{0,8}$/, 'it must be the number of a version')
  .transform(Number);

const query = z.strictObject({
  version: version.optional(),
  from: version.optional(),
  to: version.optional(),
  view: z.enum(VIEWS).optional(),
});

const CHANGES = ['resolve', 'reopen', 'delete'] as const;

const changeForm = z.strictObject({ do: z.enum(CHANGES) });

function read<T>(schema: z.ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new AppError(FAILURES.invalid, describeIssues(result.error.issues), { cause: result.error });
}

export function readQuestion(input: Readonly<Record<string, string>>): Question {
  const { from, to, view = 'text', version: one } = read(query, input);
  return from === undefined || to === undefined
    ? { kind: 'version', version: one }
    : { kind: 'changes', from, to, view };
}

/** Browsers send every field, also those left empty, and lines that end as in mails. */
export function readComment({ body = '', quote, selector, parent_id, ...others }: Readonly<Record<string, string>>) {
  const anchor = quote && selector ? { anchor: { quote: quote.replaceAll('\r\n', '\n'), selector } } : {};
  const parent = parent_id ? { parent_id } : {};
  return read(addCommentBody, { ...others, body: body.replaceAll('\r\n', '\n'), ...anchor, ...parent });
}

export const readChange = (form: Readonly<Record<string, string>>) => read(changeForm, form).do;
