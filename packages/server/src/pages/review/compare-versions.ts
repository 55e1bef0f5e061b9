import { type DiffLine, diffLines } from './diff-lines.ts';
import { readVisibleText } from './visible-text.ts';

export const VIEWS = ['text', 'source'] as const;
/** `text`: what a page says. `source`: how it is written. */
export type View = (typeof VIEWS)[number];

/** Lines of a comparison that stand together, with a few that did not change around them. */
export type Hunk = readonly DiffLine[];

const CONTEXT_LINES = 3;
const CHARACTERS_MAX = 4_000_000;

/** Leaves out what did not change, but for a few lines around what did. */
function toHunks(lines: readonly DiffLine[]): readonly Hunk[] {
  const hunks: DiffLine[][] = [];
  let lastKept = -1;
  const nearChange = (index: number) =>
    lines.slice(Math.max(0, index - CONTEXT_LINES), index + CONTEXT_LINES + 1).some(({ kind }) => kind !== 'same');
  for (const [index, line] of lines.entries()) {
    if (line.kind === 'same' && !nearChange(index)) continue;
    if (lastKept !== index - 1 || hunks.length === 0) hunks.push([]);
    hunks.at(-1)?.push(line);
    lastKept = index;
  }
  return hunks;
}

const linesOf = (html: string, view: View): Promise<readonly string[]> | readonly string[] =>
  view === 'text' ? readVisibleText(html) : html.split(/\r\n|\r|\n/);

/** What changed from one content to another; undefined when it is too much to look at line by line. */
export async function compareContents(before: string, after: string, view: View): Promise<readonly Hunk[] | undefined> {
  if (before.length > CHARACTERS_MAX || after.length > CHARACTERS_MAX) return undefined;
  const lines = diffLines(await linesOf(before, view), await linesOf(after, view));
  return lines && toHunks(lines);
}
