import type { Window } from './window.ts';

/** Everything that has a limit: the names of `PROFFER_LIMITS`. */
export const LIMIT_NAMES = [
  'links.api',
  'shares.create',
  'shares.retrieve',
  'shares.update',
  'shares.list',
  'shares.answer',
  'pages.upload',
  'pages.read',
  'pages.delete',
  'pages.report',
  'redirect.miss',
  'people.sign-in',
] as const;

export type LimitName = (typeof LIMIT_NAMES)[number];

export function isLimitName(text: string): text is LimitName {
  return LIMIT_NAMES.some((name) => name === text);
}

/** What the operator set; a name that is missing keeps its default. What is set holds for every plan. */
export type LimitOverrides = Readonly<Partial<Record<LimitName, readonly Window[]>>>;
