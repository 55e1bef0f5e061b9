import type { LoadOptions } from './load-options.ts';
import type { LoadResult } from './wrk.ts';

export type Measured<Result extends LoadResult = LoadResult> = {
  readonly name: string;
  readonly connections: number;
  readonly result: Result;
};

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Whether somebody has asked the bench to end. A second signal ends it at once, and so does one when this is disposed of. */
function listenForEnd(): Disposable & { readonly isEnding: boolean } {
  let isEnding = false;
  const stopListening = () => {
    for (const signal of SIGNALS) process.off(signal, end);
  };
  function end(): void {
    stopListening();
    isEnding = true;
    process.stderr.write('ending: what is measured so far follows\n');
  }
  for (const signal of SIGNALS) process.on(signal, end);
  return {
    get isEnding() {
      return isEnding;
    },
    [Symbol.dispose]: stopListening,
  };
}

/**
 * Measures the variants by turns, so that what else the machine does meets all of them. The first is what others are compared with.
 * Ends before its last round, with what it has, when it is interrupted: an interrupt at the terminal ends servers and load as well, so the
 * measurement that runs then says nothing.
 */
export async function inRounds<Variant extends { readonly name: string }, Result extends LoadResult>(
  variants: readonly Variant[],
  options: LoadOptions,
  measure: (variant: Variant, connections: number) => Promise<Result>,
): Promise<Measured<Result>[]> {
  const { rounds, only } = options;
  const chosen = variants.filter(({ name }, index) => index === 0 || only === undefined || name.includes(only));
  const measured: Measured<Result>[] = [];
  using ending = listenForEnd();
  for (let round = 1; round <= rounds; round++) {
    for (const connections of options.connections) {
      for (const variant of chosen) {
        const result = await measure(variant, connections).catch((error: unknown) => {
          if (!ending.isEnding) throw error;
        });
        if (ending.isEnding || result === undefined) return measured;
        measured.push({ name: variant.name, connections, result });
        const perSecond = result.requestsPerSecond.toFixed(0);
        process.stderr.write(`round ${round}, ${connections} connections: ${variant.name}: ${perSecond}/s\n`);
      }
    }
  }
  return measured;
}
