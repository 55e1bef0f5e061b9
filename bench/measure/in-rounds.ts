import type { LoadOptions } from './load-options.ts';
import type { LoadResult } from './wrk.ts';

export type Measured<Result extends LoadResult = LoadResult> = {
  readonly name: string;
  readonly connections: number;
  readonly result: Result;
};

/** Measures the variants by turns, so that what else the machine does meets all of them. The first is what others are compared with. */
export async function inRounds<Variant extends { readonly name: string }, Result extends LoadResult>(
  variants: readonly Variant[],
  options: LoadOptions,
  measure: (variant: Variant, connections: number) => Promise<Result>,
): Promise<Measured<Result>[]> {
  const { rounds, only } = options;
  const chosen = variants.filter(({ name }, index) => index === 0 || only === undefined || name.includes(only));
  const measured: Measured<Result>[] = [];
  for (const connections of options.connections) {
    for (let round = 1; round <= rounds; round++) {
      for (const variant of chosen) {
        const result = await measure(variant, connections);
        measured.push({ name: variant.name, connections, result });
        const perSecond = result.requestsPerSecond.toFixed(0);
        process.stderr.write(`round ${round}, ${connections} connections: ${variant.name}: ${perSecond}/s\n`);
      }
    }
  }
  return measured;
}
