import { z } from 'zod';
import { describeIssues } from '../../platform/http/api.ts';
import { AppError } from '../../platform/http/app-error.ts';
import { FAILURES } from '../../platform/http/kinds-of-failure.ts';
import { REPORT_REASONS } from './report.ts';
import type { NewReport } from './report-page.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROLS = /[\0-\x08\x0b-\x1f\x7f]/;

const form = z.strictObject({
  reason: z.enum(REPORT_REASONS),
  details: z
    .string()
    .max(2_000, 'it has more than 2,000 characters')
    .refine((text) => text.isWellFormed() && !CONTROLS.test(text), 'it must not hold control characters')
    .default(''),
  email: z.union([z.literal(''), z.email('it must be an e-mail address').max(254)]).default(''),
});

/** Throws `invalid_request` with a sentence for each field that is wrong. */
export function readReport({ details, ...fields }: Readonly<Record<string, string>>): NewReport {
  // Lines of a form end as in mails.
  const result = form.safeParse(
    details === undefined ? fields : { ...fields, details: details.replaceAll('\r\n', '\n') },
  );
  if (!result.success) {
    throw new AppError(FAILURES.invalid, describeIssues(result.error.issues), { cause: result.error });
  }
  const { email, ...others } = result.data;
  return { ...others, details: others.details.trim(), email: email === '' ? null : email };
}
