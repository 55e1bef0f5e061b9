import type { z } from 'zod';

export const OPTION_GROUPS = [
  'Server',
  'Storage',
  'Network',
  'Limits',
  'Links',
  'Shares',
  'Pages',
  'Visits',
  'Events',
  'People',
  'Stopping',
  'Logging',
] as const;
export type OptionGroup = (typeof OPTION_GROUPS)[number];

/** One thing an operator can set, under the name of its environment variable in the table of `options.ts`. */
export type Option<Value = unknown> = {
  readonly group: OptionGroup;
  /** Reads the operator's text. Its messages are sentences that say what the value must be. */
  readonly schema: z.ZodType<Value, string>;
  /** Read as if the operator had written it. */
  readonly fallback?: string;
  /** What happens without a value, where that is no fixed text. */
  readonly without?: string;
  /** What may be shown of a value; for secrets. */
  readonly mask?: (text: string) => string;
  /** A sentence or two for the reference, in Markdown. */
  readonly description: string;
};
