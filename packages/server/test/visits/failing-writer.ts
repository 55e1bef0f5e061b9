import type { VisitTransaction, VisitWriter } from '../../src/visits/drain/visit-writer.ts';

/** Thrown in place of what the database would have done, or after it. */
export class InjectedFailure extends Error {}

/**
 * `writer`, failing once: at its `step`th step, counted from 0. Steps are the statements, each followed by its outcome, and the end of
 * each transaction before and after the commit. `hasFailed` tells whether there was such a step.
 */
export function failAtStep(writer: VisitWriter, step: number): { writer: VisitWriter; hasFailed(): boolean } {
  let steps = 0;
  const count = (): void => {
    if (steps++ === step) throw new InjectedFailure(`step ${step}`);
  };

  const around = <T extends object>(inner: T): T =>
    new Proxy(inner, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value === 'object' && value !== null) return around(value);
        if (typeof value !== 'function' || name === 'hasTakenLong') return value;
        return async (...parameters: unknown[]) => {
          count();
          const result: unknown = await Reflect.apply(value, target, parameters);
          count();
          return result;
        };
      },
    });

  const failing: VisitWriter = {
    progress: (segments) => around(writer).progress(segments),
    numberSubjects: (subjectIds) => around(writer).numberSubjects(subjectIds),
    numberValues: (values) => around(writer).numberValues(values),
    flush: () => around(writer).flush(),
    forgetSegment: (segment) => around(writer).forgetSegment(segment),
    close: () => writer.close(),
    async transaction(work) {
      const result = await writer.transaction(async (transaction: VisitTransaction) => {
        const done = await work(around(transaction));
        count();
        return done;
      });
      count(); // committed, and nobody heard of it
      return result;
    },
  };
  return { writer: failing, hasFailed: () => steps > step };
}
