import type { MarkdownIt, StateBlock } from 'markdown-it';

/** A text takes more of the processor than it is given. */
export class BudgetSpent extends Error {}

/** To look takes a microsecond or two. */
const LOOK_EVERY_STEPS = 64;

let endsAtUs = Number.POSITIVE_INFINITY;
let steps = 0;
let tokensSeen = 0;

// Of this thread alone; time on the wall would depend on what else the machine does.
function usedUs(): number {
  const { user, system } = process.threadCpuUsage();
  return user + system;
}

export function startBudget(ms: number): void {
  endsAtUs = usedUs() + ms * 1_000;
}

export const isBudgetSpent = (): boolean => usedUs() > endsAtUs;

function step(count = 1): void {
  steps += count;
  if (steps < LOOK_EVERY_STEPS) return;
  steps = 0;
  if (isBudgetSpent()) throw new BudgetSpent();
}

/** Each token is a step as well: the parser asks once for a row of a table, which may have a thousand cells. */
function stepOfBlock({ tokens }: StateBlock): false {
  step(1 + Math.max(0, tokens.length - tokensSeen));
  tokensSeen = tokens.length;
  return false;
}

function stepOfLine(): false {
  step();
  return false;
}

/** Looks at the budget at each step of parser and renderer, so that no thread has to be ended, and another started, over a text. */
export function withinBudget(markdown: MarkdownIt): void {
  markdown.block.ruler.before('table', 'budget', stepOfBlock, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });
  markdown.inline.ruler.before('text', 'budget', stepOfLine);
  markdown.inline.ruler2.before('balance_pairs', 'budget', stepOfLine);
  const { renderer } = markdown;
  const renderToken = renderer.renderToken.bind(renderer);
  renderer.renderToken = (tokens, index, options) => {
    step();
    return renderToken(tokens, index, options);
  };
}
