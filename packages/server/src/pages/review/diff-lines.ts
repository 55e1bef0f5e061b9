/** One line of a comparison, with its numbers in the old and the new text; 0 where it is not in that one. */
export type DiffLine = {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
  readonly oldLine: number;
  readonly newLine: number;
};

const LINES_MAX = 50_000;
/** Lines that differ. Time and memory grow with its square. */
const CHANGES_MAX = 1_500;

/** The furthest reach of each diagonal before each step, by the greedy algorithm of Myers; undefined when too much differs. */
function walk(before: readonly string[], after: readonly string[]): Int32Array[] | undefined {
  const trace: Int32Array[] = [];
  const offset = CHANGES_MAX + 1;
  const reach = new Int32Array(2 * offset + 1);
  const stepsMax = Math.min(CHANGES_MAX, before.length + after.length);
  const at = (diagonal: number) => reach[offset + diagonal] ?? 0;
  for (let step = 0; step <= stepsMax; step++) {
    trace.push(reach.slice(offset - step - 1, offset + step + 2));
    for (let diagonal = -step; diagonal <= step; diagonal += 2) {
      const isDown = diagonal === -step || (diagonal !== step && at(diagonal - 1) < at(diagonal + 1));
      let x = isDown ? at(diagonal + 1) : at(diagonal - 1) + 1;
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x++;
      reach[offset + diagonal] = x;
      if (x >= before.length && x - diagonal >= after.length) return trace;
    }
  }
  return undefined;
}

/** The way back along the trace, last line first. */
function* retrace(
  before: readonly string[],
  after: readonly string[],
  trace: readonly Int32Array[],
): Generator<DiffLine> {
  let [x, y] = [before.length, after.length];
  for (let step = trace.length - 1; step >= 0; step--) {
    const reach = trace[step] ?? new Int32Array();
    const at = (diagonal: number) => reach[step + 1 + diagonal] ?? 0;
    const diagonal = x - y;
    const isDown = diagonal === -step || (diagonal !== step && at(diagonal - 1) < at(diagonal + 1));
    const fromDiagonal = isDown ? diagonal + 1 : diagonal - 1;
    const fromX = step === 0 ? 0 : at(fromDiagonal);
    const fromY = step === 0 ? 0 : fromX - fromDiagonal;
    while (x > fromX && y > fromY) {
      yield { kind: 'same', text: before[x - 1] ?? '', oldLine: x, newLine: y };
      x--;
      y--;
    }
    if (step === 0) return;
    if (isDown) yield { kind: 'added', text: after[y - 1] ?? '', oldLine: 0, newLine: y };
    else yield { kind: 'removed', text: before[x - 1] ?? '', oldLine: x, newLine: 0 };
    [x, y] = [fromX, fromY];
  }
}

/** The shortest way from one text to the other, line by line; undefined when they differ in too much to be of use to anybody. */
export function diffLines(before: readonly string[], after: readonly string[]): readonly DiffLine[] | undefined {
  if (before.length > LINES_MAX || after.length > LINES_MAX) return undefined;
  const trace = walk(before, after);
  return trace && [...retrace(before, after, trace)].reverse();
}
