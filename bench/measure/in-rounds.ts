import type { LoadOptions } from './load-options.ts';
import type { LoadResult } from './wrk.ts';

export type Measured<Result extends LoadResult = LoadResult> = {
  readonly name: string;
  readonly connections: number;
  readonly result: Result;
};

/** True once somebody has asked the bench to end: the measurement that runs is the last. */
function listenForEnd(): () => boolean {
  let isEnding = false;
  const end = () => {
    isEnding = true;
    process.stderr.write('ending: what is measured so far follows\n');
  };
  process.once('SIGINT', end).once('SIGTERM', end);
  return () => isEnding;
}

/**
 * Measures the variants by turns, so that what else the machine does meets all of them. The first is what others are compared with.
 * Ends before its last round, with what it has, when it is interrupted.
 */
export async function inRounds<Variant extends { readonly name: string }, Result extends LoadResult>(
  variants: readonly Variant[],
  options: LoadOptions,
  measure: (variant: Variant, connections: number) => Promise<Result>,
): Promise<Measured<Result>[]> {
  const { rounds, only } = options;
  const chosen = variants.filter(({ name }, index) => index === 0 || only === undefined || name.includes(only));
  const measured: Measured<Result>[] = [];
  const isEnding = listenForEnd();
  for (let round = 1; round <= rounds; round++) {
    for (const connections of options.connections) {
      for (const variant of chosen) {
        if (isEnding()) return measured;
        const result = await measure(variant, connections);
        measured.push({ name: variant.name, connections, result });
        const perSecond = result.requestsPerSecond.toFixed(0);
        process.stderr.write(`round ${round}, ${connections} connections: ${variant.name}: ${perSecond}/s\n`);
      }
    }
  }
  return measured;
}
