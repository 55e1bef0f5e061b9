import type { Measured } from './in-rounds.ts';
import { median } from './statistics.ts';
import { printTable } from './table.ts';
import type { LoadResult } from './wrk.ts';

/** `value` is of all rounds of one variant. */
type Column<Result> = { readonly heading: string; value(rounds: readonly Result[]): string };

const middle =
  <Result>(pick: (result: Result) => number, digits: number) =>
  (rounds: readonly Result[]): string =>
    median(rounds.map(pick)).toFixed(digits);

function ratioTo(anchor: readonly LoadResult[]): Column<LoadResult> {
  return {
    heading: 'ratio [min–max]',
    value(rounds) {
      const ratios = rounds.map(
        (one, round) => one.requestsPerSecond / (anchor[round]?.requestsPerSecond ?? Number.NaN),
      );
      return `${median(ratios).toFixed(2)} [${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}]`;
    },
  };
}

/** A table for each number of connections: medians over the rounds, and how each variant compares with the first in the same round. */
export function report<Result extends LoadResult>(
  measured: readonly Measured<Result>[],
  more: readonly Column<Result>[] = [],
): void {
  const names = [...new Set(measured.map(({ name }) => name))];
  for (const connections of new Set(measured.map((one) => one.connections))) {
    const roundsOf = (name: string | undefined) =>
      measured.filter((one) => one.name === name && one.connections === connections).map(({ result }) => result);
    const columns: readonly Column<Result>[] = [
      { heading: 'req/s', value: middle((result) => result.requestsPerSecond, 0) },
      ratioTo(roundsOf(names[0])),
      { heading: 'p50 ms', value: middle((result) => result.p50Ms, 2) },
      { heading: 'p99 ms', value: middle((result) => result.p99Ms, 2) },
      ...more,
      { heading: 'unexpected', value: (rounds) => String(rounds.reduce((sum, { unexpected }) => sum + unexpected, 0)) },
    ];
    process.stdout.write(
      `\n${connections} connections; ratio = median over rounds of (variant / ${names[0]} in the same round)\n`,
    );
    printTable([
      ['variant', ...columns.map(({ heading }) => heading)],
      ...names.map((name) => [name, ...columns.map(({ value }) => value(roundsOf(name)))]),
    ]);
  }
}
