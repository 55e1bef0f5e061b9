import { openRedirectTarget, type RedirectRow, type RedirectSource, type RedirectTarget } from '../links/index.ts';
import type { Sealer } from '../platform/crypto/seal.ts';
import type { RedirectCache } from './redirect-cache.ts';

type Found = RedirectTarget | undefined;

export type FindTarget = (slug: string, nowMs: number) => Found | Promise<Found>;

type Deps = { readonly cache: RedirectCache; readonly source: RedirectSource; readonly sealer: Sealer };

type Question = { readonly answer: Promise<Found>; readonly forgottenBefore: number };

/** Looks an address up in memory and then in the database; of many who ask at once for one address, one asks the database. */
export function createTargetFinder({ cache, source, sealer }: Deps): FindTarget {
  const questions = new Map<string, Question>();

  const remember = (slug: string, row: RedirectRow | undefined, forgottenBefore: number, nowMs: number): Found => {
    const target = row === undefined ? undefined : openRedirectTarget(sealer, row);
    if (cache.forgotten === forgottenBefore) cache.remember(slug, target, nowMs);
    return target;
  };

  const ask = (slug: string, row: Promise<RedirectRow | undefined>, nowMs: number): Promise<Found> => {
    const forgottenBefore = cache.forgotten;
    const answer = row
      .then((found) => remember(slug, found, forgottenBefore, nowMs))
      .finally(() => {
        if (questions.get(slug) === question) questions.delete(slug);
      });
    const question = { answer, forgottenBefore };
    questions.set(slug, question);
    return answer;
  };

  return (slug, nowMs) => {
    const known = cache.find(slug);
    if (known !== undefined || cache.isAbsent(slug, nowMs)) return known;
    const question = questions.get(slug);
    // One from before a change may be answered as it was then, and whoever comes now may know of the change.
    if (question?.forgottenBefore === cache.forgotten) return question.answer;
    const row = source.find({ domain: '', slug });
    return row instanceof Promise ? ask(slug, row, nowMs) : remember(slug, row, cache.forgotten, nowMs);
  };
}
