import type { z } from 'zod';
import { describeIssues } from '../../platform/http/api.ts';
import { AppError } from '../../platform/http/app-error.ts';
import { FAILURES } from '../../platform/http/kinds-of-failure.ts';

/** The fields of a form, checked. Throws `invalid_request` with a sentence for each that is wrong. */
export function parseFields<S extends z.ZodType>(schema: S, form: unknown): z.output<S> {
  const parsed = schema.safeParse(form);
  if (parsed.success) return parsed.data;
  throw new AppError(FAILURES.invalid, describeIssues(parsed.error.issues), { cause: parsed.error });
}
